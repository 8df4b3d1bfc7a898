using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Http;

/// <summary>Exposed endpoints that are no device's yet, as of now.</summary>
/// <param name="store">Reads what every instance wrote: it has no cache.</param>
/// <param name="clock">The clock.</param>
public sealed class UnattributedFindings(IExposureStore store, TimeProvider clock)
{
    /// <summary>Those of a tenant that are in force, from the index alone; unordered.</summary>
    public IAsyncEnumerable<FindingView> ListAsync(TenantId tenant, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return store.ListIndexAsync(EntityKind.Address, tenant, cancellation)
            .SelectMany(static row => FindingView.FromUtf8(row.Body.Span)).Where(finding => now < finding.ExpiresAt);
    }
}
