using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Intake;

/// <summary>What an event told of a resource.</summary>
/// <param name="Tenant">Whose clouds.</param>
/// <param name="Change">What.</param>
/// <param name="Enqueued">When the hub accepted the event, UTC.</param>
public sealed record ToldResource(TenantId Tenant, ResourceChange Change, DateTimeOffset Enqueued)
{
    /// <summary>What people call it; empty where it has no name besides its id.</summary>
    public string Name { get; init; } = "";

    /// <summary>What could not be read of it.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>What a batch of events tells of clouds, and what could not be used.</summary>
/// <param name="Told">In the order of the batch; a resource may be told of more than once.</param>
/// <param name="Rejected">Events, or documents of them, to set aside.</param>
/// <param name="Tally">The books: each resource is kept, filtered or rejected.</param>
public sealed record IntakeBatch(IReadOnlyList<ToldResource> Told, IReadOnlyList<RejectedEvent> Rejected, Tally Tally);

/// <summary>Why a sound resource is not kept. The name appears in metrics.</summary>
public static class IntakeRule
{
    /// <summary>Resources of its type say nothing about exposure.</summary>
    public const string TypeNotRead = "type-not-read";
}
