using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Archive;

/// <summary>An archive under test: rows go in by their number, and come out as the numbers that are in it.</summary>
internal static class Archived
{
    public static readonly TenantId Contoso = new("Contoso Ltd.");

    /// <summary>Appends a batch of the events from one number to another, each of which gave a row of that number.</summary>
    public static Task<bool> AppendAsync(ISegmentStore store, int first, int last, string partition = "0", TenantId? tenant = null, int devices = 7)
    {
        var numbers = Enumerable.Range(first, last - first + 1).ToList();
        return new ArchiveWriter(store).AppendAsync(tenant ?? Contoso, new(partition, first, last), EventRows.Of(numbers, devices), [.. numbers.Select(number => (long)number)], default);
    }

    /// <summary>The numbers of all rows, in their order.</summary>
    public static async Task<IReadOnlyList<long>> NumbersAsync(ISegmentStore store, DateTime? start = null, DateTime? end = null, TenantId? tenant = null)
        => Numbers(await new EventArchive(store).OpenAsync(tenant ?? Contoso, start, end, default), TableScan.Everything);

    /// <summary>The numbers of the rows that a table gives, in their order.</summary>
    public static IReadOnlyList<long> Numbers(IHuntingTable table, TableScan scan)
    {
        var report = table.Schema.IndexOf("ReportId");
        return [.. table.Read(scan).SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => (long)batch[report].Boxed(row)!)).Order()];
    }

    /// <summary>Rows as a table in memory, as queries see it.</summary>
    public static IHuntingTable InMemory(Batch stored) => new MemoryTable(stored);

    private sealed class MemoryTable(Batch stored) : IHuntingTable
    {
        public string Name => ExposurePipeline.Hunting.Tables.DeviceNetworkEventsTable.Name;

        public Schema Schema => ExposurePipeline.Hunting.Tables.DeviceNetworkEventsTable.Schema;

        public IEnumerable<Batch> Read(TableScan scan) => [new Batch(Enumerable.Range(0, Schema.Count).Select(column => stored[column == Schema.Count - 1 ? 0 : column]), stored.Length)];
    }
}
