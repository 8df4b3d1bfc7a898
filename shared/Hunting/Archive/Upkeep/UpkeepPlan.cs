using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Tables;

namespace ExposurePipeline.Hunting.Archive.Upkeep;

/// <summary>What a tenant's archive needs.</summary>
/// <param name="Merges">Segments of a day that are to become one.</param>
/// <param name="Deletions">Segments that are to go, in this order.</param>
internal sealed record UpkeepPlan(IReadOnlyList<IReadOnlyList<Segment>> Merges, IReadOnlyList<Segment> Deletions)
{
    // As many segments of a size are merged at once, so a row is written again once for each factor of this that its segment grows by.
    private const int FanIn = 8;
    private const int MostMerged = 1024;
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    public static UpkeepPlan Of(LiveSegments segments, DateTimeOffset now, ArchiveLimits limits)
    {
        var replaced = segments.Replaced.Where(each => each.Since + limits.Grace <= now).Select(each => each.Segment).ToList();
        var waiting = segments.Replaced.Select(each => each.Segment).Except(replaced).ToList();

        // What a segment stands for must not count again when it goes.
        var old = segments.Live.Select(each => each.Segment).Where(each => IsOld(each, now - limits.Retention) && !waiting.Exists(other => Meet(each, other))).ToList();
        var merges = segments.Live.Select(each => each.Segment).Except(old).GroupBy(each => SegmentName.Parse(each.Name)!.Day).SelectMany(day => MergesOf(day, IsOver(day.Key, now), limits));
        return new([.. merges], [.. replaced, .. old]);
    }

    /// <summary>Whether all rows happened before an instant. A row whose clock is ahead is as old as its arrival.</summary>
    private static bool IsOld(Segment segment, DateTimeOffset before)
    {
        var accepted = segment.Range(DeviceNetworkEventsTable.IngestionTime)?.Most ?? 0;
        return Math.Min(segment.Range(ArchiveColumns.Timestamp)?.Most ?? accepted, accepted) < before.UtcTicks;
    }

    private static bool Meet(Segment one, Segment other) => one.Footer.Covers.Any(cover => other.Footer.Covers.Any(cover.Meets));

    private static bool IsOver(string day, DateTimeOffset now)
        => string.CompareOrdinal(day, (now - Late).UtcDateTime.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)) < 0;

    private static IEnumerable<IReadOnlyList<Segment>> MergesOf(IEnumerable<Segment> day, bool isOver, ArchiveLimits limits)
    {
        var sizes = day.Where(each => each.Footer.Rows < limits.SegmentRows).GroupBy(each => isOver ? 0 : (int)Math.Log(each.Footer.Rows, FanIn));
        return sizes.SelectMany(size => Groups([.. size.OrderBy(each => each.Footer.Rows).ThenBy(each => each.Name, StringComparer.Ordinal)], limits)).Where(group => IsWorthwhile(group, isOver));
    }

    private static bool IsWorthwhile(List<Segment> group, bool isOver)
        => group.Count >= FanIn || (isOver && group.Count > 1 && group.SkipLast(1).Sum(each => (long)each.Footer.Rows) >= group[^1].Footer.Rows / FanIn);

    private static List<List<Segment>> Groups(List<Segment> ascending, ArchiveLimits limits)
    {
        var groups = new List<List<Segment>>();
        var (rows, raw) = (0L, 0L);
        foreach (var segment in ascending)
        {
            rows += segment.Footer.Rows;
            raw += segment.Footer.Raw;
            if (groups.Count == 0 || groups[^1].Count == MostMerged || rows > limits.SegmentRows || raw > limits.MergeBytes)
            {
                groups.Add([]);
                (rows, raw) = (segment.Footer.Rows, segment.Footer.Raw);
            }

            groups[^1].Add(segment);
        }

        return groups;
    }
}
