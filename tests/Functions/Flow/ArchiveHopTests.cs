using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Flow;

public sealed class ArchiveHopTests : IDisposable
{
    private readonly PipelineMetrics metrics = new();
    private readonly MemorySegments segments = new();

    public void Dispose() => metrics.Dispose();

    [Fact]
    public async Task what_comes_in_is_what_its_tenant_finds_whatever_the_policy_makes_of_it()
    {
        await SendAsync(100, Record(1, "InboundConnectionAccepted", "8.8.8.8"), Record(2, "ConnectionSuccess", "10.0.0.9"), Record(3, "NotYetInvented", "1.1.1.1"));

        Assert.Equal([1, 2, 3], await ReportsAsync("contoso"));
        Assert.Empty(await ReportsAsync("fabrikam"));
    }

    [Fact]
    public async Task a_batch_that_comes_again_or_with_other_boundaries_is_kept_once()
    {
        var records = Enumerable.Range(0, 8).Select(static n => Record(n, "ConnectionSuccess", "8.8.8.8")).ToArray();
        await SendAsync(100, records[..5]);
        await SendAsync(100, records[..5]);
        await SendAsync(103, records[3..]);
        await SendAsync(101, records[1..]);

        Assert.Equal(Enumerable.Range(0, 8).Select(static n => (long)n), await ReportsAsync("contoso"));
    }

    [Fact]
    public async Task the_rows_of_a_batch_lie_in_one_segment_a_tenant()
    {
        await SendAsync(100, Record(1, "ConnectionSuccess", "8.8.8.8"), Record(2, "ConnectionSuccess", "8.8.8.8", "fabrikam"), Record(3, "ConnectionSuccess", "8.8.8.8"));

        Assert.Equal(2, (await segments.ListAsync("", default)).Count);
        Assert.Equal([1, 3], await ReportsAsync("contoso"));
        Assert.Equal([2], await ReportsAsync("fabrikam"));
    }

    [Fact]
    public async Task records_that_cannot_be_read_hold_up_nothing()
    {
        await SendAsync(100, "{\"broken\":", "", Record(1, "ConnectionSuccess", "8.8.8.8"), "neither JSON nor anything else");

        Assert.Equal([1], await ReportsAsync("contoso"));
    }

    [Fact]
    public async Task a_batch_without_rows_writes_nothing()
    {
        await SendAsync(100, "{\"category\":\"AdvancedHunting-DeviceInfo\",\"properties\":{\"DeviceId\":\"d\"}}");

        Assert.Empty(await segments.ListAsync("", default));
    }

    [Fact]
    public async Task a_host_that_does_not_number_its_events_is_told_so()
    {
        var context = new Invocation(nameof(ArchiveEvents), new Dictionary<string, object?>());

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Function().Run([Bytes(Record(1, "ConnectionSuccess", "8.8.8.8"))], context));

        Assert.Contains("connections", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task merging_changes_nothing_that_a_query_finds()
    {
        for (var n = 0; n < 12; n++)
        {
            await SendAsync(100 + n, Record(n, "ConnectionSuccess", "8.8.8.8"));
        }

        var clock = new FixedClock(App.Now.AddHours(1));
        var tend = new TendArchive(new ArchiveUpkeep(segments, new ArchiveLimits()), clock, NullLogger<TendArchive>.Instance);
        await tend.Run(new TimerInfo(), default);

        Assert.Equal(Enumerable.Range(0, 12).Select(static n => (long)n), await ReportsAsync("contoso"));
    }

    private static string Record(long report, string action, string remote, string tenant = "contoso") =>
        $$$"""{"category":"AdvancedHunting-DeviceNetworkEvents","tenantId":"{{{tenant}}}","properties":{"Timestamp":"2026-07-18T13:58:42Z","DeviceId":"d","ActionType":"{{{action}}}","RemoteIP":"{{{remote}}}","ReportId":{{{report}}}}}""";

    private static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private ArchiveEvents Function()
    {
        var settings = App.ReadSettings();
        var outputs = new ArchiveOutputs(new(segments), metrics, NullLogger<ArchiveOutputs>.Instance);
        return new(new ArchiveHop(settings, new MemoryPolicies(settings.Exposure.Policy), outputs, new FixedClock(App.Now)));
    }

    private Task SendAsync(long first, params string[] bodies) =>
        Function().Run([.. bodies.Select(Bytes)], Invocation.Of(nameof(ArchiveEvents), "connections", bodies.Length, App.Now.AddSeconds(-2), first));

    private async Task<IReadOnlyList<long>> ReportsAsync(string tenant)
    {
        var table = Assert.Single(await new ArchivedEvents(new EventArchive(segments)).OpenAsync(new(tenant), null, default));
        var report = table.Schema.IndexOf("ReportId");
        return [.. table.Read(TableScan.Everything).SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => (long)batch[report].Boxed(row)!)).Order()];
    }
}
