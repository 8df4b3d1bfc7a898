using System.Collections.Concurrent;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// Outbox rows whose messages were sent and that are still to be deleted. They go with the next transaction of their partition, at no cost, or
/// after a while in one of their own. If the process dies before, the sweep sends them once more under the same ids.
/// </summary>
internal sealed class SentRows
{
    /// <summary>How long a row waits for a transaction to go with; far below the age at which the sweep looks.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Partition, string Key), long> rows = new();

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => rows.IsEmpty;

    public void Add(string partition, string key) => rows[(partition, key)] = Environment.TickCount64;

    public bool Contains(string partition, string key) => rows.ContainsKey((partition, key));

    /// <summary>Takes rows of a partition out, at most so many.</summary>
    public List<(string Partition, string Key)> Take(string partition, int most)
    {
        var taken = new List<(string Partition, string Key)>();
        foreach (var row in rows.Keys.Where(row => row.Partition == partition))
        {
            if (taken.Count == most)
            {
                break;
            }

            if (rows.TryRemove(row, out _))
            {
                taken.Add(row);
            }
        }

        return taken;
    }

    /// <summary>Takes out what has waited at least so long.</summary>
    public List<(string Partition, string Key)> Take(TimeSpan waited)
    {
        var until = Environment.TickCount64 - (long)waited.TotalMilliseconds;
        return [.. rows.Where(row => row.Value <= until).Select(static row => row.Key).Where(row => rows.TryRemove(row, out _))];
    }

    /// <summary>Puts back what could not be deleted.</summary>
    public void Return(IEnumerable<(string Partition, string Key)> taken)
    {
        foreach (var (partition, key) in taken)
        {
            Add(partition, key);
        }
    }
}
