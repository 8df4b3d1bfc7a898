using System.Text.Json;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Tests.Functions.Flow;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Telemetry;

/// <summary>What the SDK really sends, read at an ingestion endpoint. One test at a time: listeners to meters and spans are process-wide.</summary>
[Collection(nameof(ApplicationInsightsTests))]
[CollectionDefinition(nameof(ApplicationInsightsTests), DisableParallelization = true)]
public sealed class ApplicationInsightsTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Other = "1af7651916cd43dd8448eb211c80319c";

    private static readonly Dictionary<string, object> Traced = new() { ["traceparent"] = $"00-{Trace}-b7ad6b7169203331-01" };
    private static readonly Dictionary<string, object> TracedElsewhere = new() { ["Diagnostic-Id"] = $"00-{Other}-c7ad6b7169203331-01" };

    [Fact]
    public async Task metrics_arrive_with_their_names_units_and_dimensions()
    {
        await using var ingestion = await IngestionDouble.StartAsync();
        await RunAsync(ingestion, static async app =>
        {
            await app.NormaliseAsync([ConnectionEvent.Of("web"), ConnectionEvent.Of("jump", 3389), "rubbish"u8.ToArray(), ConnectionEvent.Of("x", change: static row => row["RemoteIP"] = "10.0.0.9")]);
            await app.AggregateAsync([app.Ports.TakeEvent()]);
            await app.SweepAsync();
        });

        Assert.Equal(
            [
                "exposure.events {event} function=AggregateExposure: 1",
                "exposure.events {event} function=NormaliseConnections: 4",
                "exposure.latency.enqueue s: 4", // two changes, each two seconds after the hub took its event
                "exposure.latency.event s: 1200", // and ten minutes after the connection
                "exposure.observations {entity}: 2",
                "exposure.outbox.depth {message}: 0",
                "exposure.outbox.stuck {message}: 0",
                "exposure.records.filtered {record} rule=remote-not-internet: 1",
                "exposure.records.observed {record}: 2",
                "exposure.records.read {record}: 4",
                "exposure.records.rejected {record} reason=UnknownFormat: 1",
                "exposure.state.conflicts {entity}: 0",
                "exposure.state.transactions {transaction}: 1",
                "exposure.state.writes {entity}: 2",
            ],
            Metrics(ingestion));
    }

    [Fact]
    public async Task one_operation_joins_an_event_with_the_tag_change_it_caused()
    {
        await using var ingestion = await IngestionDouble.StartAsync();
        string? carried = null, told = null;
        await RunAsync(ingestion, async app =>
        {
            await app.NormaliseAsync([ConnectionEvent.Of("web")], [Traced]);
            carried = Assert.Single(app.Ports.Observations).TraceParent;
            await app.AggregateAsync([app.Ports.TakeEvent()], [new() { ["traceparent"] = carried! }]);
            told = Assert.Single(app.Ports.Messages.Select(m => m.Properties["traceparent"]).Distinct());
        });

        Assert.Contains(Trace, carried, StringComparison.Ordinal);
        Assert.Contains(Trace, told, StringComparison.Ordinal);
        Assert.Equal(["AggregateExposure " + Trace, "NormaliseConnections " + Trace], Requests(ingestion).Select(static r => $"{r.Name} {r.Operation}").Order());
    }

    [Fact]
    public async Task a_batch_of_several_traces_goes_on_with_one_and_links_the_others()
    {
        await using var ingestion = await IngestionDouble.StartAsync();
        await RunAsync(ingestion, static app => app.NormaliseAsync([ConnectionEvent.Of("web"), ConnectionEvent.Of("jump")], [Traced, TracedElsewhere]));

        var request = Assert.Single(Requests(ingestion));
        Assert.Equal((Trace, "b7ad6b7169203331", "2"), (request.Operation, request.Parent, request.Properties["messaging.batch.message_count"]));
        Assert.Equal($$"""[{"operation_Id":"{{Other}}","id":"c7ad6b7169203331"}]""", request.Properties["_MS.links"]);
    }

    [Fact]
    public async Task an_event_without_a_trace_takes_up_that_of_its_batch()
    {
        await using var ingestion = await IngestionDouble.StartAsync();
        string? carried = null;
        await RunAsync(ingestion, async app =>
        {
            await app.NormaliseAsync([ConnectionEvent.Of("web")]);
            carried = Assert.Single(app.Ports.Observations).TraceParent;
        });

        Assert.Contains(Assert.Single(Requests(ingestion)).Operation, carried, StringComparison.Ordinal);
    }

    [Fact]
    public void without_a_connection_string_nothing_is_added() =>
        Assert.Empty(new ServiceCollection().AddApplicationInsights(null));

    private static async Task RunAsync(IngestionDouble ingestion, Func<App, Task> run)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddApplicationInsights(ingestion.ConnectionString);
        using var host = builder.Build();
        await host.StartAsync();
        using (var app = new App())
        {
            await run(app);
        }

        await host.StopAsync();
    }

    private static IEnumerable<string> Metrics(IngestionDouble ingestion) => ingestion.Of("MetricData")
        .Select(static item => (Metric: item.Data.GetProperty("metrics")[0], Properties: Properties(item.Data)))
        .Where(static item => item.Metric.GetProperty("name").GetString()!.StartsWith("exposure.", StringComparison.Ordinal))
        .Select(static item => $"{item.Metric.GetProperty("name")} {item.Properties["unit"]}{Dimension(item.Properties)}: {item.Metric.GetProperty("value").GetDouble()}")
        .Order(StringComparer.Ordinal);

    private static string Dimension(Dictionary<string, string> properties) =>
        string.Concat(properties.Where(static p => p.Key is "function" or "rule" or "reason").Select(static p => $" {p.Key}={p.Value}"));

    private static IEnumerable<(string Name, string Operation, string? Parent, Dictionary<string, string> Properties)> Requests(IngestionDouble ingestion) =>
        ingestion.Of("RequestData").Select(static item => (
            item.Data.GetProperty("name").GetString()!,
            item.Envelope.GetProperty("tags").GetProperty("ai.operation.id").GetString()!,
            item.Envelope.GetProperty("tags").TryGetProperty("ai.operation.parentId", out var parent) ? parent.GetString() : null,
            Properties(item.Data)));

    private static Dictionary<string, string> Properties(JsonElement data) =>
        data.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString()!) : [];
}
