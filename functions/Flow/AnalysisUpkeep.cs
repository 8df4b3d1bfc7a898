using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Upkeep;

namespace ExposurePipeline.Functions.Flow;

/// <summary>When there is something to analyse, and when to tidy up.</summary>
public sealed class AnalysisUpkeep(Replicas replicas, IResourceStore resources, PipelineMetrics metrics)
{
    /// <summary>How long deletions are remembered, against events that come late.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>How often a deployment without cloud configuration is asked whether it has some now; the first resource waits so long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Tidying = TimeSpan.FromHours(6);

    private readonly Dictionary<TenantId, DateTimeOffset> tidied = [];
    private DateTimeOffset next;

    /// <summary>The metrics.</summary>
    public PipelineMetrics Metrics => metrics;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => replicas.Clock;

    /// <summary>The tenants that are due, because something changed, time passed or another policy holds.</summary>
    public async Task<IReadOnlyList<DueTenant>> ListDueAsync(IAnalysisStore analyses, CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        if (now < next)
        {
            return [];
        }

        var due = new List<DueTenant>();
        var tenants = await analyses.ListTenantsAsync(cancellation);
        next = tenants.Count == 0 ? now + Idle : now;
        foreach (var tenant in tenants)
        {
            if (tenant.Due <= now || tenant.Internet != await replicas.InternetOfAsync(tenant.Tenant, cancellation))
            {
                due.Add(tenant);
            }
        }

        return due;
    }

    /// <summary>Forgets deletions that no late event can undo any more.</summary>
    public async Task PruneAsync(TenantId tenant, CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        if (!tidied.TryGetValue(tenant, out var last) || now >= last + Tidying)
        {
            tidied[tenant] = now;
            await resources.PruneAsync(tenant, now - Remembered, cancellation);
        }
    }
}
