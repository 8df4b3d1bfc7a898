using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Archive.Upkeep;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>What a run of the archive's upkeep did.</summary>
/// <param name="Merged">How many segments were merged.</param>
/// <param name="Written">How many merged segments were written.</param>
/// <param name="Deleted">How many segments were deleted.</param>
public sealed record UpkeepReport(int Merged, int Written, int Deleted);

/// <summary>Merges small segments and deletes those that are too old or stand in a merged one. May be ended at any point and run by several at once.</summary>
public sealed class ArchiveUpkeep(ISegmentStore store, ArchiveLimits limits)
{
    private const long CacheBytes = 128 << 20;
    private readonly SegmentFiles files = new(store, new(CacheBytes));

    /// <summary>One run over all tenants.</summary>
    /// <exception cref="AggregateException">Segments of some tenants could not be read; the others are done.</exception>
    public async Task<UpkeepReport> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (report, faults) = (new UpkeepReport(0, 0, 0), new List<Exception>());
        var names = (await store.ListAsync("", cancellation)).Where(file => SegmentName.Parse(file.Name) is not null);
        foreach (var tenant in names.GroupBy(file => SegmentName.Parse(file.Name)!.Tenant))
        {
            try
            {
                report = await TendAsync(UpkeepPlan.Of(LiveSegments.Of(files.OpenAll([.. tenant], cancellation)), now, limits), report, cancellation);
            }
            catch (SegmentGoneException)
            {
                // Another run is at it.
            }
            catch (DamagedSegmentException damage)
            {
                faults.Add(damage);
            }
        }

        return faults.Count == 0 ? report : throw new AggregateException(faults);
    }

    private async Task<UpkeepReport> TendAsync(UpkeepPlan plan, UpkeepReport report, CancellationToken cancellation)
    {
        foreach (var merge in plan.Merges)
        {
            report = await MergeAsync(merge, report, cancellation);
        }

        foreach (var segment in plan.Deletions)
        {
            await store.DeleteAsync(segment.Name, cancellation);
            report = report with { Deleted = report.Deleted + 1 };
        }

        return report;
    }

    private async Task<UpkeepReport> MergeAsync(IReadOnlyList<Segment> segments, UpkeepReport report, CancellationToken cancellation)
    {
        var (name, content) = new Merge(files).Of(segments, cancellation);
        return await store.CreateAsync(name.Text, content, cancellation)
            ? report with { Merged = report.Merged + segments.Count, Written = report.Written + 1 }
            : report;
    }
}
