using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Upkeep;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions.Flow;

/// <summary>The tenants that are due, one after another; what they have in common is one cheap question to storage.</summary>
public sealed partial class AnalyseHop(IAnalysisStore analyses, Analyst analyst, AnalysisUpkeep upkeep, ILogger<AnalyseHop> logger)
{
    // Well below the host's limit for a function: what is left is done by the next run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Analyses every tenant that is due. One that fails holds up no other.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        foreach (var tenant in await upkeep.ListDueAsync(analyses, cancellation))
        {
            try
            {
                Tell(tenant, await analyst.RunAsync(tenant, upkeep.Clock.GetUtcNow() + Patience, cancellation));
                await upkeep.PruneAsync(tenant.Tenant, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                faults.Add(fault); // told to the host below
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException($"{faults.Count} tenants could not be analysed.", faults);
        }
    }

    private void Tell(DueTenant tenant, Analysed done)
    {
        upkeep.Metrics.Analysed(done);
        if (done.Written > 0)
        {
            Log.Analysed(logger, done.Ages.Count, tenant.Tenant.Value, done.Judged, done.Written);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Resources} changed resources of tenant {Tenant}: {Judged} judged, {Written} verdicts became different")]
        public static partial void Analysed(ILogger logger, int resources, string tenant, int judged, int written);
    }
}
