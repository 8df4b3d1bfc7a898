using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class UpkeepTests
{
    private static readonly ArchiveLimits Limits = new();
    private static readonly TimeSpan Grace = Limits.Grace;
    private readonly MemorySegments store;
    private DateTimeOffset now = new(EventRows.Noon.AddMinutes(30), TimeSpan.Zero);

    public UpkeepTests() => store = new(() => now);

    [Fact]
    public async Task many_small_segments_become_one_with_the_same_rows()
    {
        await FillAsync();
        var before = await RowsAsync();
        Assert.Equal(new(16, 1, 0), await RunAsync());
        Assert.Equal(before, await RowsAsync());

        now += Grace;
        Assert.Equal(new(0, 0, 16), await RunAsync());
        Assert.Single(await store.ListAsync("", default));
        Assert.Equal(before, await RowsAsync());
        Assert.Equal(new(0, 0, 0), await RunAsync());
    }

    [Fact]
    public async Task what_a_merged_segment_stands_for_is_kept_for_queries_under_way()
    {
        await FillAsync();
        var underWay = await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default);
        await RunAsync();
        now += Grace - TimeSpan.FromSeconds(1);
        Assert.Equal(new(0, 0, 0), await RunAsync());
        Assert.Equal(160, Archived.Numbers(underWay, TableScan.Everything).Count);
    }

    [Fact]
    public async Task a_query_that_finds_a_segment_gone_reads_what_stands_for_it()
    {
        await FillAsync();
        var opened = await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default);
        await RunAsync();
        now += Grace;
        await RunAsync();
        Assert.Equal([.. Enumerable.Range(0, 160)], Archived.Numbers(opened, TableScan.Everything));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_run_killed_at_any_step_loses_and_doubles_nothing(bool after)
    {
        for (var change = 1; change <= 24; change++)
        {
            var (segments, sent) = (new MemorySegments(() => now), Redelivered());
            foreach (var (first, last) in sent)
            {
                await Archived.AppendAsync(segments, first, last);
            }

            var killed = new FailingSegments(segments, change, after);
            for (var run = 0; run < 6; run++, now += Grace)
            {
                await RunKilledAsync(killed);
                Assert.Equal([.. Enumerable.Range(0, 160)], await Archived.NumbersAsync(segments));
            }

            Assert.Single(await segments.ListAsync("", default));
        }
    }

    [Fact]
    public async Task a_batch_delivered_again_after_its_segment_was_merged_counts_once()
    {
        await FillAsync();
        await RunAsync();
        now += Grace;
        await RunAsync();
        await Archived.AppendAsync(store, 10, 19);
        await Archived.AppendAsync(store, 155, 169);

        Assert.Equal([.. Enumerable.Range(0, 170)], await Archived.NumbersAsync(store));
        await RunAsync();
        now += Grace;
        await RunAsync();
        Assert.Equal([.. Enumerable.Range(0, 170)], await Archived.NumbersAsync(store));
        Assert.Equal(2, (await store.ListAsync("", default)).Count);
    }

    [Fact]
    public async Task runs_that_overlap_double_nothing()
    {
        await FillAsync();
        await new ArchiveUpkeep(new Interrupted(store, () => RunAsync()), Limits).RunAsync(now, default);
        Assert.Equal([.. Enumerable.Range(0, 160)], await Archived.NumbersAsync(store));
        await FillAsync(160);
        await new ArchiveUpkeep(new Interrupted(store, async () => await Archived.AppendAsync(store, 5, 300)), Limits).RunAsync(now, default);
        Assert.Equal([.. Enumerable.Range(0, 320)], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task a_segment_is_deleted_when_all_its_rows_happened_too_long_ago()
    {
        await FillAsync();
        now = new DateTimeOffset(EventRows.Noon.AddSeconds(80), TimeSpan.Zero) + Limits.Retention;
        await new ArchiveUpkeep(store, Limits with { SegmentRows = 1 }).RunAsync(now, default);
        Assert.Equal([.. Enumerable.Range(80, 80)], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task a_day_that_is_over_becomes_one_segment()
    {
        await Archived.AppendAsync(store, 0, 99);
        await Archived.AppendAsync(store, 100, 109);
        await Archived.AppendAsync(store, 110, 119);
        Assert.Equal(new(0, 0, 0), await RunAsync());
        now += TimeSpan.FromDays(1);
        Assert.Equal(new(3, 1, 0), await RunAsync());
        Assert.Equal([.. Enumerable.Range(0, 120)], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task a_merged_segment_has_no_more_rows_than_it_may()
    {
        await FillAsync();
        await new ArchiveUpkeep(store, Limits with { SegmentRows = 85 }).RunAsync(now, default);
        Assert.Equal([80, 80], (await store.ListAsync("", default)).Where(file => file.Name.Contains("/1-", StringComparison.Ordinal)).Select(file => SegmentFormat.Footer(store[file.Name], file.Length).Rows));
        Assert.Equal([.. Enumerable.Range(0, 160)], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task segments_of_several_blocks_merge_into_one_of_the_same_rows()
    {
        await Archived.AppendAsync(store, 0, 19_999);
        await Archived.AppendAsync(store, 10_000, 39_999, devices: 7);
        var before = await SummaryAsync();
        now += TimeSpan.FromDays(1);
        Assert.Equal(new(2, 1, 0), await RunAsync());
        now += Grace;
        Assert.Equal(new(0, 0, 2), await RunAsync());

        Assert.Equal(before, await SummaryAsync());
        Assert.Equal([.. Enumerable.Range(0, 40_000)], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task one_tenants_damaged_segment_does_not_keep_others_from_being_tended()
    {
        await FillAsync();
        await Archived.AppendAsync(store, 0, 9, tenant: new("another"));
        store[(await store.ListAsync("another/", default))[0].Name].AsSpan(^40..).Clear();
        var faults = await Assert.ThrowsAsync<AggregateException>(RunAsync);
        Assert.Contains("segment another/20260301/0-0-", Assert.IsType<DamagedSegmentException>(Assert.Single(faults.InnerExceptions)).Message, StringComparison.Ordinal);
        Assert.Equal(18, (await store.ListAsync("", default)).Count);
    }

    private static List<(int First, int Last)> Redelivered()
        => [.. Enumerable.Range(0, 16).Select(batch => (batch * 10, (batch * 10) + 9)), (5, 24), (95, 99), (30, 39), (148, 159)];

    private async Task FillAsync(int from = 0)
    {
        for (var batch = from; batch < from + 160; batch += 10)
        {
            await Archived.AppendAsync(store, batch, batch + 9);
        }
    }

    private Task<UpkeepReport> RunAsync() => new ArchiveUpkeep(store, Limits).RunAsync(now, default);

    private async Task RunKilledAsync(FailingSegments killed)
    {
        try
        {
            await new ArchiveUpkeep(killed, Limits).RunAsync(now, default);
        }
        catch (FailingSegments.KilledException)
        {
            // The next run begins anew.
        }
    }

    private Task<string> RowsAsync() => AnswerAsync("DeviceNetworkEvents | sort by ReportId asc");

    private Task<string> SummaryAsync()
        => AnswerAsync("DeviceNetworkEvents | summarize count(), min(Timestamp), sum(RemotePort), sum(strlen(RemoteIP)), dcount(RemoteIP), countif(IsInitiatingProcessRemoteSession) by DeviceId, ActionType, InitiatingProcessCommandLine | sort by DeviceId asc, ActionType asc, InitiatingProcessCommandLine asc");

    private async Task<string> AnswerAsync(string query) => Answer.Of(query, new([await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default)], []));

    /// <summary>Something else happens between the reading of a merge and the writing of what it made.</summary>
    private sealed class Interrupted(ISegmentStore inner, Func<Task> meanwhile) : ISegmentStore
    {
        public Task<IReadOnlyList<SegmentFile>> ListAsync(string prefix, CancellationToken cancellation) => inner.ListAsync(prefix, cancellation);

        public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
        {
            await meanwhile();
            return await inner.CreateAsync(name, content, cancellation);
        }

        public ReadOnlyMemory<byte> Read(string name, long start, int length, CancellationToken cancellation) => inner.Read(name, start, length, cancellation);

        public Task DeleteAsync(string name, CancellationToken cancellation) => inner.DeleteAsync(name, cancellation);
    }
}
