using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>An event as a hub delivered it.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="Position">Where it lies.</param>
/// <param name="Enqueued">When the hub accepted it, UTC.</param>
/// <param name="Format">The event's property <see cref="FormatProperty"/>: names its reader and overrides sniffing.</param>
/// <param name="Tenant">The event's property <see cref="TenantProperty"/>, for formats that carry no tenant of their own.</param>
/// <param name="TraceParent">The event's W3C trace context.</param>
public sealed record RawEvent(
    ReadOnlyMemory<byte> Body, EventPosition Position, DateTimeOffset Enqueued, string? Format = null, TenantId? Tenant = null, string? TraceParent = null)
{
    /// <summary>The application property that names the format.</summary>
    public const string FormatProperty = "format";

    /// <summary>The application property that names the tenant.</summary>
    public const string TenantProperty = "tenantId";

    /// <summary>What else the producer says of the event.</summary>
    public EventProperties Properties { get; init; } = EventProperties.None;
}

/// <summary>What a batch of events says, combined per entity, and what could not be used.</summary>
/// <param name="Observations">One element per entity.</param>
/// <param name="Rejected">Events, or records of them, to set aside.</param>
/// <param name="Tally">The books.</param>
public sealed record NormalisedBatch(IReadOnlyList<EntityObservations> Observations, IReadOnlyList<RejectedEvent> Rejected, Tally Tally);

/// <summary>The books of a batch, in records: <c>Read = Observed + sum(Filtered) + sum(Rejected)</c>.</summary>
/// <param name="Read">Records met; an event that could not be split into records counts as one.</param>
/// <param name="Observed">Records that became observations.</param>
/// <param name="Filtered">Records that say nothing about exposure, by the name of the rule that says so (<see cref="FilterRule"/>).</param>
/// <param name="Rejected">Records that could not be used, by reason.</param>
public sealed record Tally(
    int Read, int Observed, IReadOnlyDictionary<string, int> Filtered, IReadOnlyDictionary<RejectionReason, int> Rejected);
