using System.Diagnostics;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;

namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>The rows in an archive of their own, in a folder.</summary>
internal sealed class ArchivedRows(string folder)
{
    private const int Portion = 1_000_000; // what an hour of a large tenant brings
    private static readonly TenantId Tenant = new("benchmark");
    private readonly FolderSegments store = new(folder);

    /// <summary>Writes them; told is what the writing took, without the making of the rows.</summary>
    public async Task<Spent> WriteAsync(EventRows rows)
    {
        var (writer, spent) = (new ArchiveWriter(store), new Spent(0, 0));
        for (var from = 0; from < rows.Count; from += Portion)
        {
            var portion = rows.Rows(from, Math.Min(Portion, rows.Count - from));
            long[] sequences = [.. Enumerable.Range(from, portion.Length)];
            var origin = new SegmentOrigin("0", sequences[0], sequences[^1]);
            spent = spent.Plus(await TimeAsync(() => writer.AppendAsync(Tenant, origin, portion, sequences, CancellationToken.None)));
        }

        return spent;
    }

    /// <summary>Merges them, as is done when a day is over, and deletes what was merged.</summary>
    public async Task<Spent> MergeAsync()
    {
        var limits = new ArchiveLimits { Retention = TimeSpan.FromDays(36_500) };
        var upkeep = new ArchiveUpkeep(store, limits);
        var merged = await TimeAsync(() => upkeep.RunAsync(EventRows.Now.AddDays(1), CancellationToken.None));
        return merged.Plus(await TimeAsync(() => upkeep.RunAsync(DateTimeOffset.UtcNow + limits.Grace, CancellationToken.None)));
    }

    /// <summary>What it takes on disk.</summary>
    public async Task<long> BytesAsync() => (await store.ListAsync("", CancellationToken.None)).Sum(static file => file.Length);

    /// <summary>The table that queries see.</summary>
    public Task<IHuntingTable> OpenAsync() => new EventArchive(store).OpenAsync(Tenant, null, null, CancellationToken.None);

    private static async Task<Spent> TimeAsync(Func<Task> work)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }
}
