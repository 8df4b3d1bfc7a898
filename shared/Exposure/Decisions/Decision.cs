using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What brings a decision about.</summary>
/// <param name="Observations">What was learned; nothing when only time has passed.</param>
/// <param name="Enqueued">When the oldest source event was accepted by its hub, UTC; null when only time has passed.</param>
/// <param name="TraceParent">W3C trace context of a source event, where known.</param>
/// <param name="Now">The moment of the decision, UTC.</param>
/// <param name="Policy">The operator's choices.</param>
public sealed record Occasion(
    IReadOnlyList<Observation> Observations, DateTimeOffset? Enqueued, string? TraceParent, DateTimeOffset Now, ExposurePolicy Policy)
{
    /// <summary>Whether only time has passed: then the index row is to be written anew.</summary>
    public bool IsDue => Observations.Count == 0;
}

/// <summary>What follows for one entity. Nothing has happened yet.</summary>
/// <param name="State">The encoded record; empty when not <paramref name="IsMaterial"/>.</param>
/// <param name="IsMaterial">Whether anything has to be written at all.</param>
/// <param name="Index">The row of the index; null when there is to be none.</param>
/// <param name="WasIndexed">Whether that index has a row now.</param>
/// <param name="History">What the timeline gains: tags that came or went first, in order.</param>
/// <param name="Messages">What to tell subscribers and other entities, in order.</param>
public sealed record Decision(
    ReadOnlyMemory<byte> State, bool IsMaterial, IndexEntry? Index, bool WasIndexed,
    IReadOnlyList<HistoryEntry> History, IReadOnlyList<OutboxMessage> Messages)
{
    /// <summary>Nothing new.</summary>
    public static Decision Unchanged { get; } = new(default, false, null, false, [], []);

    /// <summary>The decision as a change of a stored entity.</summary>
    public EntityChange On(StoredEntity stored) => new(stored.Entity, stored.Version, State, Index, WasIndexed, History, Messages);
}

/// <summary>Decides for any entity.</summary>
public static class Decider
{
    /// <summary>What follows for a stored entity.</summary>
    /// <exception cref="InvalidDataException">The stored state is unreadable.</exception>
    public static Decision Decide(StoredEntity stored, Occasion occasion) => stored.Entity.Kind is Values.EntityKind.Device
        ? DeviceDecision.Decide(stored.Entity, StateCodec.DecodeDevice(stored.State), occasion)
        : AddressDecision.Decide(stored.Entity, StateCodec.DecodeAddress(stored.State), occasion);
}
