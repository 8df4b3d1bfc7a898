using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Ports;

/// <summary>Where events go that could not be used, with all that is needed to understand and re-submit them.</summary>
public interface IRejectedEvents
{
    /// <summary>Sets events aside; setting the same one aside twice keeps one.</summary>
    Task AddAsync(IReadOnlyList<RejectedEvent> events, CancellationToken cancellation);
}

/// <summary>An event that was set aside.</summary>
/// <param name="Position">Where it lies in its hub.</param>
/// <param name="Rejection">Why.</param>
/// <param name="Body">Its raw bytes; a store keeps the first <see cref="BodyLimit"/>.</param>
/// <param name="Enqueued">When the hub accepted it, UTC.</param>
public sealed record RejectedEvent(EventPosition Position, Rejection Rejection, ReadOnlyMemory<byte> Body, DateTimeOffset Enqueued)
{
    /// <summary>How many bytes of a body are kept: 32 KiB.</summary>
    public const int BodyLimit = 32 * 1024;

    /// <summary>The event's property that named its format, where it had one.</summary>
    public string? Format { get; init; }

    /// <summary>The event's property that named its tenant, where it had one.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>What else its producer said of the event: without it the event may not be readable again.</summary>
    public EventProperties Properties { get; init; } = EventProperties.None;
}
