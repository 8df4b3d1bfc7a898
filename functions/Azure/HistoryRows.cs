using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// History to and from rows. What one change says of less than an hour shares a row under the key of its newest entry: a row is an operation
/// of a transaction, and pruning, which goes by the newest entry, is no finer than that.
/// </summary>
internal static class HistoryRows
{
    private const int RowBytes = 512 * 1024; // of the service's 1 MiB, Base64 not counted
    private static readonly TimeSpan Together = TimeSpan.FromHours(1);

    /// <summary>The rows of what one change appends.</summary>
    public static IEnumerable<TableEntity> Write(IReadOnlyList<HistoryEntry> entries, string partition)
    {
        if (entries.Count == 1)
        {
            return [Row([entries[0]], partition)]; // nothing to sort
        }

        return Group(entries.OrderByDescending(static entry => entry.At)).Select(group => Row(group, partition));
    }

    /// <summary>The entries of a row, newest first.</summary>
    /// <exception cref="InvalidDataException">It was damaged since.</exception>
    public static List<HistoryEntry> Read(TableEntity row) => SoundRow.Read(row, static each => Entries(each).ToList());

    private static IEnumerable<HistoryEntry> Entries(TableEntity row)
    {
        var device = TableKeys.ReadEntity(row.PartitionKey, row.RowKey);
        for (var i = 0; i == 0 || row.ContainsKey(Name(nameof(HistoryEntry.At), i)); i++)
        {
            yield return new(
                device,
                row.GetDateTimeOffset(Name(nameof(HistoryEntry.At), i)) ?? default,
                row.GetString(Name(nameof(HistoryEntry.Kind), i)) ?? "",
                row.GetString(Name(nameof(HistoryEntry.Key), i)) ?? "",
                BinaryProperty.Read(row, Name(nameof(HistoryEntry.Detail), i)));
        }
    }

    /// <summary>The entries of one device's rows, newest first: rows come by their newest entry, and an older one may belong behind the next row's.</summary>
    public static async IAsyncEnumerable<HistoryEntry> ReadAsync(IAsyncEnumerable<TableEntity> rows)
    {
        var held = new PriorityQueue<HistoryEntry, (long, string, string)>();
        await foreach (var row in rows)
        {
            foreach (var entry in Read(row))
            {
                held.Enqueue(entry, (-entry.At.UtcTicks, entry.Kind, entry.Key));
            }

            // No later row has an entry newer than this row's newest.
            var newest = row.GetDateTimeOffset(nameof(HistoryEntry.At));
            while (held.TryPeek(out var first, out _) && first.At > newest)
            {
                yield return held.Dequeue();
            }
        }

        while (held.TryDequeue(out var entry, out _))
        {
            yield return entry;
        }
    }

    private static IEnumerable<List<HistoryEntry>> Group(IEnumerable<HistoryEntry> newestFirst)
    {
        List<HistoryEntry> group = [];
        foreach (var entry in newestFirst)
        {
            if (group.Count > 0 && (group[0].At - entry.At >= Together || group.Sum(static each => each.Detail.Length) + entry.Detail.Length > RowBytes))
            {
                yield return group;
                group = [];
            }

            group.Add(entry);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static TableEntity Row(List<HistoryEntry> entries, string partition)
    {
        var row = new TableEntity(partition, TableKeys.HistoryRow(entries[0]));
        foreach (var (i, entry) in entries.Index())
        {
            row[Name(nameof(entry.At), i)] = entry.At;
            row[Name(nameof(entry.Kind), i)] = entry.Kind;
            row[Name(nameof(entry.Key), i)] = entry.Key;
            BinaryProperty.Write(row, Name(nameof(entry.Detail), i), entry.Detail);
        }

        return row;
    }

    private static string Name(string property, int index) => index == 0 ? property : $"{property}_{index}";
}
