using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Reads one range of row keys in many partitions, several at once; the order holds inside a partition.</summary>
internal static class PartitionScan
{
    /// <summary>Partitions read at once.</summary>
    public const int AtOnce = 16;

    private const int Buffered = 1024;

    public static async IAsyncEnumerable<TableEntity> ReadAsync(
        TableClient table, IReadOnlyList<string> partitions, string prefix, string? condition, [EnumeratorCancellation] CancellationToken cancellation,
        IReadOnlyList<string>? columns = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var rows = Channel.CreateBounded<TableEntity>(new BoundedChannelOptions(Buffered) { SingleReader = true });
        var reading = FillAsync(table, partitions, Range(prefix, condition), columns, rows.Writer, stop.Token);
        try
        {
            await foreach (var row in rows.Reader.ReadAllAsync(cancellation))
            {
                yield return row;
            }
        }
        finally
        {
            // A reader who stops early must not leave queries behind.
            await stop.CancelAsync();
            await reading;
        }
    }

    public static string Range(string prefix, string? condition)
    {
        var range = TableClient.CreateQueryFilter($"RowKey ge {prefix} and RowKey lt {TableKeys.After(prefix)}");
        return condition is null ? range : $"{range} and {condition}";
    }

    public static string In(string partition, string range) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}") + " and " + range;

    // Never throws: a fault reaches the reader through the channel.
    private static async Task FillAsync(
        TableClient table, IReadOnlyList<string> partitions, string range, IReadOnlyList<string>? columns, ChannelWriter<TableEntity> rows, CancellationToken cancellation)
    {
        Exception? fault = null;
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
            await Parallel.ForEachAsync(partitions, options, async (partition, token) =>
            {
                await foreach (var row in table.QueryAsync<TableEntity>(In(partition, range), select: columns, cancellationToken: token))
                {
                    await rows.WriteAsync(row, token);
                }
            });
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }

        rows.Complete(fault);
    }
}
