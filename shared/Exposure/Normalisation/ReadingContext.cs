using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>What decides beside the bytes of an event.</summary>
/// <param name="Policy">The choices of the tenant's operator.</param>
/// <param name="Now">The clock of this batch, UTC.</param>
/// <param name="Tenant">The tenant whose records are read; in a reader's hands, that of records that name none.</param>
/// <param name="Internet">Who is a stranger.</param>
/// <param name="Processes">Which processes do not count.</param>
public sealed record ReadingContext(
    ExposurePolicy Policy, DateTimeOffset Now, TenantId Tenant, InternetScope Internet, ExcludedProcesses Processes)
{
    /// <summary>The same event read for the tenant that a record names: each record is judged by its own tenant's policy.</summary>
    public ReadingContext For(TenantId tenant) => tenant == Tenant ? this : Contexts.Of(tenant);

    /// <summary>The event, and the contexts of its other tenants; set by what makes contexts, <see cref="TenantContexts"/>.</summary>
    internal TenantContexts Contexts { get; init; } = null!;

    /// <summary>What the batch's records repeat.</summary>
    internal TextPool Texts => Contexts.Texts;

    /// <summary>What the producer says of the event beside its bytes.</summary>
    public EventProperties Properties => Contexts.Event.Properties;

    /// <summary>When the hub accepted the event, UTC; the time of snapshots that carry none.</summary>
    public DateTimeOffset Enqueued => Contexts.Event.Enqueued;

    /// <summary>Null when an event time may be used; both bounds are inclusive.</summary>
    public RejectionReason? Refuse(DateTimeOffset time) =>
        time > Now + Policy.ClockSkew ? RejectionReason.TimestampInFuture
        : time < Now - Policy.History ? RejectionReason.TimestampTooOld
        : null;

    /// <summary>The rule that discounts a remote address; null for a stranger.</summary>
    public string? Discount(IpAddress remote) => Internet.Classify(remote) switch
    {
        Stranger.Special => FilterRule.RemoteNotInternet,
        Stranger.Own => FilterRule.RemoteOwn,
        Stranger.Trusted => FilterRule.RemoteTrusted,
        _ => null,
    };

    /// <summary>Whether an address is one of the organisation's own scanners.</summary>
    public bool IsScanner(IpAddress remote) => Internet.IsScanner(remote);
}
