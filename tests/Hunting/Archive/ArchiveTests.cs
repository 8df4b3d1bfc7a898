using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class ArchiveTests
{
    public static TheoryData<string> Queries =>
    [
        "DeviceNetworkEvents | sort by ReportId asc",
        "DeviceNetworkEvents | summarize count(), max(Timestamp), dcount(RemoteIP) by DeviceId, ActionType | sort by DeviceId asc, ActionType asc",
        "DeviceNetworkEvents | where InitiatingProcessCommandLine has 'powershell' and RemotePort > 1000 | project ReportId, Timestamp, TimeGenerated, RemoteIP | sort by ReportId asc",
        "DeviceNetworkEvents | where RemotePort == 0 or isnull(RemotePort) or isnull(IsInitiatingProcessRemoteSession) | summarize count() by RemotePort, IsInitiatingProcessRemoteSession | sort by RemotePort asc, IsInitiatingProcessRemoteSession asc",
        "DeviceNetworkEvents | where DeviceId endswith '3' | where Timestamp > datetime(2026-03-01 12:05) | project ReportId, InitiatingProcessCommandLine, Protocol, ReportId1 = InitiatingProcessId | sort by ReportId asc",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task queries_answer_the_same_over_the_archive_as_over_rows_in_memory(string query)
    {
        var store = new MemorySegments();
        await Archived.AppendAsync(store, 0, 499);
        await Archived.AppendAsync(store, 500, 999, "1");
        var archive = await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default);

        Assert.Equal(Answer.Of(query, Over(Archived.InMemory(EventRows.Of(Enumerable.Range(0, 1000))))), Answer.Of(query, Over(archive)));
    }

    [Fact]
    public async Task a_span_of_time_leaves_out_exactly_the_rows_outside_it()
    {
        var store = new MemorySegments();
        await Archived.AppendAsync(store, 0, 99);
        await Archived.AppendAsync(store, 100, 199);

        var second = EventRows.Noon.AddSeconds(50);
        Assert.Equal([.. Enumerable.Range(50, 100)], await Archived.NumbersAsync(store, second, second.AddSeconds(100)));
        Assert.Equal([.. Enumerable.Range(150, 50)], await Archived.NumbersAsync(store, start: EventRows.Noon.AddSeconds(150)));
        Assert.Equal([.. Enumerable.Range(0, 10)], await Archived.NumbersAsync(store, end: EventRows.Noon.AddSeconds(10)));
        Assert.Empty(await Archived.NumbersAsync(store, start: EventRows.Noon.AddDays(1)));
    }

    [Fact]
    public async Task tenants_do_not_see_each_other_whatever_their_names()
    {
        var store = new MemorySegments();
        TenantId[] tenants = [new("a"), new("A"), new("a/b"), new("a/20260301"), new("../a"), new("a="), new("ab"), new(new('ß', 64))];
        foreach (var (tenant, i) in tenants.Select((tenant, i) => (tenant, i)))
        {
            await Archived.AppendAsync(store, i, i, tenant: tenant);
        }

        for (var i = 0; i < tenants.Length; i++)
        {
            Assert.Equal([i], await Archived.NumbersAsync(store, tenant: tenants[i]));
        }
    }

    [Fact]
    public async Task only_the_bytes_of_the_columns_that_a_query_uses_are_read()
    {
        var store = new MemorySegments();
        await Archived.AppendAsync(store, 0, 39_999);
        var size = (await store.ListAsync("", default))[0].Length;
        var table = await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default);

        Assert.Equal("40000", Answer.Of("DeviceNetworkEvents | where isnotempty(ActionType) | count", Over(table)));
        Assert.True(store.BytesRead < size / 5, $"{store.BytesRead} of {size} bytes were read");
    }

    private static HuntingSources Over(IHuntingTable table) => new([table], []);
}
