using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class FilterTests
{
    private static readonly string[] Words = ["powershell", "SVCHOST", "Größe", "files", "exe", "k", "SERVE", "enc ZQBjAGgAbwA", ".exe", "serve\"", "日本語", "ſtart", "START", "app\\app", ""];

    [Fact]
    public async Task a_condition_handed_down_leaves_out_no_row_that_fulfils_it()
    {
        var table = await FilledAsync(new());
        for (var seed = 0; seed < 300; seed++)
        {
            var filter = Drawn(table, new(seed));
            Assert.Equal(Fulfilling(table, TableScan.Everything, filter), Fulfilling(table, new([filter]), filter));
        }
    }

    [Fact]
    public async Task blocks_that_cannot_fulfil_a_condition_are_not_read()
    {
        var store = new MemorySegments();
        await FilledAsync(store);
        Assert.Empty(await ReadAsync(store, Equal("RemoteIP", "1.2.3.4")));
        Assert.Empty(await ReadAsync(store, Equal("DeviceId", "zz")));
        Assert.Empty(await ReadAsync(store, new(At("InitiatingProcessCommandLine"), ScanComparison.HasTerm, ["mimikatz"])));
        Assert.Empty(await ReadAsync(store, new(At("TimeGenerated"), ScanComparison.AtLeast, [EventRows.Noon.AddDays(1)])));
        Assert.Empty(await ReadAsync(store, Equal("Protocol", "Tcp")));
        Assert.Equal(20, (await ReadAsync(store, Equal("ReportId", 45L))).Count);
        Assert.Equal(600, (await ReadAsync(store, Equal("Protocol", ""))).Count);
    }

    private static async Task<IHuntingTable> FilledAsync(MemorySegments store)
    {
        for (var batch = 0; batch < 30; batch++)
        {
            await Archived.AppendAsync(store, batch * 20, (batch * 20) + 19);
        }

        return await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default);
    }

    private static async Task<IReadOnlyList<long>> ReadAsync(MemorySegments store, ScanFilter filter)
        => Archived.Numbers(await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default), new([filter]));

    private static ScanFilter Drawn(IHuntingTable table, Random drawn)
    {
        var column = At(new[] { "Timestamp", "TimeGenerated", "DeviceId", "RemoteIP", "RemotePort", "ReportId", "InitiatingProcessCommandLine", "IsInitiatingProcessRemoteSession" }[drawn.Next(8)]);
        var isText = table.Schema.Columns[column].Type is ExposurePipeline.Hunting.Values.ScalarType.String;
        if (isText && drawn.Next(2) == 0)
        {
            return new(column, ScanComparison.HasTerm, [.. Enumerable.Range(0, drawn.Next(1, 4)).Select(_ => Words[drawn.Next(Words.Length)])]);
        }

        var values = table.Read(TableScan.Everything).SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => batch[column].Boxed(row))).OfType<object>().ToList();
        var comparison = isText ? ScanComparison.OneOf : (ScanComparison)drawn.Next(3);
        return new(column, comparison, [.. Enumerable.Range(0, comparison is ScanComparison.OneOf ? drawn.Next(1, 4) : 1).Select(_ => values[drawn.Next(values.Count)])]);
    }

    private static List<long> Fulfilling(IHuntingTable table, TableScan scan, ScanFilter filter)
        => [.. table.Read(scan).SelectMany(batch => Enumerable.Range(0, batch.Length).Where(row => Holds(batch[filter.Column].Boxed(row), filter)).Select(row => (long)batch[At("ReportId")].Boxed(row)!)).Order()];

    private static bool Holds(object? value, ScanFilter filter) => value is not null && filter.Comparison switch
    {
        ScanComparison.OneOf => filter.Values.Contains(value),
        ScanComparison.HasTerm => filter.Values.Any(term => Terms.Has((string)value, (string)term, StringComparison.OrdinalIgnoreCase)),
        ScanComparison.AtLeast => Comparer<object>.Default.Compare(value, filter.Values[0]) >= 0,
        _ => Comparer<object>.Default.Compare(value, filter.Values[0]) <= 0,
    };

    private static ScanFilter Equal(string column, object value) => new(At(column), ScanComparison.OneOf, [value]);

    private static int At(string column) => DeviceNetworkEventsTable.Schema.IndexOf(column);
}
