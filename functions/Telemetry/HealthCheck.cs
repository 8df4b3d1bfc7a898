using System.Text.Json.Serialization;
using ExposurePipeline.Functions.Azure;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>Asks storage, remembers how the last use of hub and bus ended, and tells the books.</summary>
public sealed class HealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly string[] Used = [DependencyStates.EventHubs, DependencyStates.ServiceBus];

    private readonly TableProbe storage;
    private readonly DependencyStates states;
    private readonly PipelineMetrics metrics;

    internal HealthCheck(TableProbe storage, DependencyStates states, PipelineMetrics metrics) => (this.storage, this.states, this.metrics) = (storage, states, metrics);

    /// <summary>The report; takes at most three seconds.</summary>
    public async Task<HealthReport> RunAsync(CancellationToken cancellation)
    {
        var dependencies = new Dictionary<string, string> { [DependencyStates.Storage] = await ProbeAsync(cancellation) ? "ok" : "failed" };
        foreach (var name in Used)
        {
            dependencies[name] = !states.TryGet(name, out var fault) ? "unused" : fault is null ? "ok" : "failed";
        }

        var stuck = metrics.StuckRows.Rows.Count;
        var status = dependencies.ContainsValue("failed") ? "unhealthy" : stuck > 0 ? "degraded" : "healthy";
        return new(status, dependencies, "unknown", metrics.Books.Totals, new(stuck));
    }

    private async Task<bool> ProbeAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await storage.ReadAsync(patience.Token).WaitAsync(patience.Token);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false; // the report is the answer to it
        }
    }
}

/// <summary>The health of this instance.</summary>
/// <param name="Status"><c>healthy</c>; <c>degraded</c> while something is stuck in the outbox; <c>unhealthy</c> while a dependency fails.</param>
/// <param name="Dependencies">By name: <c>ok</c>, <c>failed</c>, or <c>unused</c> since the start.</param>
/// <param name="HubLag"><c>unknown</c>: the platform's metrics have it, the app is not told.</param>
/// <param name="Records">What became of the records that this instance read since it started.</param>
/// <param name="Outbox">What the last sweep of this instance found stuck.</param>
public sealed record HealthReport(string Status, IReadOnlyDictionary<string, string> Dependencies, string HubLag, RecordTotals Records, OutboxReport Outbox)
{
    /// <summary>Whether no dependency fails.</summary>
    [JsonIgnore]
    public bool IsHealthy => Status != "unhealthy";
}
