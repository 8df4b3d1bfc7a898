using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Upkeep;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Functions.Settings;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExposurePipeline.Tests.Functions.Estates;

/// <summary>What several instances of the app have in common: the stores, the hubs and the time.</summary>
internal sealed class Platform
{
    public static readonly TenantId Default = new("default");

    public MemoryResources Store { get; } = new();

    public MemoryPorts Ports { get; } = new();

    public MemoryPolicies Policies { get; } = new(ExposurePolicy.Default);

    public FixedClock Clock { get; } = new(App.Now);

    /// <summary>What of the stores and the hub fails, and when.</summary>
    public Interruption Interruption { get; } = new();

    /// <summary>The verdicts that are kept, a line each.</summary>
    public async Task<string> VerdictsAsync()
    {
        var assets = await Store.ListAsync(Default, default).Where(each => each.Verdict is not null).ToListAsync();
        return string.Join('\n', assets.Select(each => $"{each.Name} {each.Verdict!.Status} {string.Join(' ', each.Verdict.Reachable)}").Order(StringComparer.Ordinal));
    }

    /// <summary>What the devices were told last, a line each.</summary>
    public string Told() => string.Join('\n', Ports.Observations
        .SelectMany(each => each.Observations.OfType<ConfigurationJudged>())
        .GroupBy(each => each.Asset)
        .Select(each => $"{each.Key.Split('/')[^1]} {each.Last().Status} {string.Join(' ', each.Last().Ports.Select(port => port.FromPort))}")
        .Order(StringComparer.Ordinal));
}

/// <summary>The functions of cloud configuration, as one process has them.</summary>
internal sealed class CloudApp : IDisposable
{
    private readonly Platform platform;
    private readonly IngestHop ingest;
    private readonly AnalyseHop analyse;
    private readonly Replicas replicas;

    public CloudApp(Platform platform)
    {
        this.platform = platform;
        var resources = Interrupted<IResourceStore>.Of(platform.Store, platform.Interruption);
        var analyses = Interrupted<IAnalysisStore>.Of(platform.Store, platform.Interruption);
        ingest = new(ReadSettings(), resources, platform.Ports, new IngestMeasures(Metrics, platform.Clock, NullLogger<IngestMeasures>.Instance));
        replicas = new(resources, analyses, platform.Policies, platform.Clock);
        var analyst = new Analyst(replicas, resources, analyses, Interrupted<IObservationHub>.Of(platform.Ports, platform.Interruption));
        analyse = new(analyses, analyst, new AnalysisUpkeep(replicas, resources, Metrics), NullLogger<AnalyseHop>.Instance);
    }

    public PipelineMetrics Metrics { get; } = new();

    public IAssessments Assessments => replicas;

    public Task IngestAsync(params IReadOnlyList<byte[]> events) => IngestAsync(events, null);

    public Task IngestAsync(IReadOnlyList<byte[]> events, IReadOnlyList<Dictionary<string, object>>? properties) => new IngestResources(ingest).Run(
        [.. events.Select(static each => new ReadOnlyMemory<byte>(each))],
        Invocation.Of(nameof(IngestResources), "resources", events.Count, platform.Clock.Now.AddSeconds(-2), properties: properties));

    /// <summary>One run of the timer, so much later that it looks.</summary>
    public Task AnalyseAsync()
    {
        platform.Clock.Now += AnalysisUpkeep.Idle;
        return new AnalyseReachability(analyse).Run(new TimerInfo(), CancellationToken.None);
    }

    public void Dispose()
    {
        Metrics.Dispose();
        replicas.Dispose();
    }

    private static AppSettings ReadSettings()
    {
        var values = CompleteSettings.Create().ToDictionary(static each => each.Key.Replace("__", ":", StringComparison.Ordinal), static each => each.Value);
        return AppSettings.TryRead(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), out var settings, out var problem) ? settings : throw new InvalidOperationException(problem);
    }
}
