using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>evaluate sliding_window_counts, session_count, active_users_count and activity_counts_metrics: ids counted over time.</summary>
internal static class ActivityCounts
{
    private const int MaxBins = 1_000_000;

    public static Plan BindSlidingWindow(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        var timeline = new Timeline(syntax, input, site, settings: 4);
        var (start, end, window, step) = (timeline.Setting(2), timeline.Setting(3), timeline.Length(4), timeline.Length(5));
        return timeline.Counted(["Count", "Dcount"], rows =>
            from bin in Bins(start, end, step, syntax)
            let seen = rows.Where(r => r.Time >= bin + step - window && r.Time < bin + step).ToArray()
            where seen.Length > 0
            select (bin, new long[] { seen.Length, seen.DistinctBy(r => r.Id).Count() }));
    }

    public static Plan BindSessions(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        var timeline = new Timeline(syntax, input, site, settings: 4);
        var (start, end, bin, gap) = (timeline.Setting(2), timeline.Setting(3), timeline.Length(4), timeline.Length(5));
        return timeline.Counted(["count_sessions"], rows => rows.Where(r => r.Time >= start && r.Time <= end).GroupBy(r => r.Id)
            .SelectMany(id => Begins([.. id.Select(r => r.Time)], gap)).CountBy(begin => Floor(begin, bin)).Select(c => (c.Key, new long[] { c.Value })));
    }

    public static Plan BindActiveUsers(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        var timeline = new Timeline(syntax, input, site, settings: 6);
        var (start, end, window, period, least, bin) = (timeline.Setting(2), timeline.Setting(3), timeline.Length(4), timeline.Length(5), timeline.Setting(6), timeline.Length(7));
        return timeline.Counted(["dcount"], rows => rows.GroupBy(r => r.Id)
            .SelectMany(id => Active([.. id.Select(r => r.Time)], window, period, least).Where(time => time >= start && time <= end).Select(time => start + Floor(time - start, bin)).Distinct())
            .CountBy(begin => begin).Select(c => (c.Key, new long[] { c.Value })));
    }

    public static Plan BindCounts(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        var timeline = new Timeline(syntax, input, site, settings: 3);
        var (start, end, bin) = (timeline.Setting(2), timeline.Setting(3), timeline.Length(4));
        return timeline.Counted(["count", "dcount", "new_dcount", "aggregated_dcount"], rows =>
        {
            var known = new HashSet<int>();
            return rows.Where(r => r.Time >= start && r.Time <= end).GroupBy(r => start + Floor(r.Time - start, bin)).OrderBy(b => b.Key).Select(b =>
            {
                var (ids, before) = (b.Select(r => r.Id).Distinct().ToArray(), known.Count);
                known.UnionWith(ids);
                return (b.Key, new long[] { b.Count(), ids.Length, known.Count - before, known.Count });
            }).ToArray();
        });
    }

    private static IEnumerable<long> Bins(long start, long end, long step, EvaluateOperator syntax)
        => (end - start) / step is >= 0 and < MaxBins and var steps ? Enumerable.Range(0, (int)steps + 1).Select(i => start + (i * step))
            : throw QueryException.Refused(syntax.Call.Position, $"{syntax.Call.Name}() takes at most {MaxBins:N0} bins");

    // A pause of the whole gap begins a session.
    private static IEnumerable<long> Begins(long[] times, long gap) => times.Where((time, i) => i == 0 || time - times[i - 1] >= gap);

    // When so many periods of the window up to then have seen the id.
    private static IEnumerable<long> Active(long[] times, long window, long period, long least)
        => times.Where((time, i) => times[..(i + 1)].Where(t => t > time - window).Select(t => Floor(t, period)).Distinct().Count() >= least);

    private static long Floor(long value, long size) => value - (((value % size) + size) % size);
}
