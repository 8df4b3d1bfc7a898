using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Tests.Functions.Settings;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExposurePipeline.Tests.Functions.Flow;

/// <summary>The functions on ports in memory, at a fixed time.</summary>
internal sealed class App : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 7, 18, 14, 10, 0, TimeSpan.Zero);

    private readonly NormaliseHop normalise;
    private readonly AggregateHop aggregate;
    private readonly SendHop sending;
    private readonly OutboxDispatch dispatch;
    private readonly Aggregator aggregator;

    public App(IRejectedEvents? rejected = null)
    {
        var settings = ReadSettings();
        Policies = new(settings.Exposure.Policy);
        aggregator = new(Store, Policies);
        dispatch = new(Store, Ports, Clock);
        sending = new(dispatch, Metrics, Clock, NullLogger<SendHop>.Instance);
        normalise = new(settings, Policies, new NormaliseOutputs(rejected ?? Ports, Ports, Metrics, NullLogger<NormaliseOutputs>.Instance), Clock);
        aggregate = new(settings, rejected ?? Ports, aggregator, sending);
        Decrees = new(aggregator, sending, NullLogger<DecreeHop>.Instance);
        Inventory = new(Store, Policies, Clock);
    }

    public FixedClock Clock { get; } = new(Now);

    public MemoryPorts Ports { get; } = new();

    public MemoryExposureStore Store { get; } = new();

    public MemoryPolicies Policies { get; }

    public DecreeHop Decrees { get; }

    public MachineInventory Inventory { get; }

    public PipelineMetrics Metrics { get; } = new();

    public void Dispose() => Metrics.Dispose();

    public Task NormaliseAsync(IReadOnlyList<byte[]> events, IReadOnlyList<Dictionary<string, object>>? properties = null) =>
        new NormaliseConnections(normalise).Run(
            [.. events.Select(static each => new ReadOnlyMemory<byte>(each))],
            Invocation.Of(nameof(NormaliseConnections), "connections", events.Count, Now.AddSeconds(-2), properties: properties));

    public Task AggregateAsync(IReadOnlyList<ReadOnlyMemory<byte>> events, IReadOnlyList<Dictionary<string, object>>? properties = null) =>
        new AggregateExposure(aggregate).Run([.. events], Invocation.Of(nameof(AggregateExposure), "observations", events.Count, Now.AddSeconds(-1), properties: properties));

    public Task ExpireAsync() => new ExpireExposure(aggregator, sending, Clock, NullLogger<ExpireExposure>.Instance).Run(new TimerInfo(), CancellationToken.None);

    public Task SweepAsync() => new SweepOutbox(dispatch, Metrics, Clock, NullLogger<SweepOutbox>.Instance).Run(new TimerInfo(), CancellationToken.None);

    public static AppSettings ReadSettings()
    {
        var values = CompleteSettings.Create().ToDictionary(static each => each.Key.Replace("__", ":", StringComparison.Ordinal), static each => each.Value);
        return AppSettings.TryRead(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), out var settings, out var problem) ? settings : throw new InvalidOperationException(problem);
    }
}
