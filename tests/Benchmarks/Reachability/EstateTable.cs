using System.Globalization;

namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>What is printed of an estate.</summary>
internal sealed class EstateTable
{
    private readonly List<double> perResource = [];

    /// <summary>Time of everything, beside simdjson's for the same bytes.</summary>
    public void Whole(EstateFile estate, Spent parse, Spent understand, Spent whole, TimeSpan? simdjson)
    {
        Line($"{estate.Resources:N0} resources, {estate.Bytes / 1e6:N0} MB of JSON");
        Line($"  parse          {parse}");
        Line($"  understand     {understand - parse}");
        Line($"  solve          {whole - understand}");
        Line($"  whole          {whole}, {whole.Processor.TotalMicroseconds / estate.Resources:F1} µs of processor time a resource");
        if (simdjson is { } peer)
        {
            Line($"  simdjson       {peer.TotalSeconds,9:F3} s processor, merely reading every value");
            Goal("whole against simdjson's parse", whole.Processor / peer, 1.5);
        }

        perResource.Add(whole.Processor / estate.Resources / TimeSpan.FromTicks(1));
    }

    /// <summary>One changed rule.</summary>
    public static void Change(Spent change, int changed, Spent whole, bool? isSame)
    {
        Line($"  one rule       {change.Processor.TotalMilliseconds:F2} ms processor; {changed} verdicts change{(isSame is null ? "" : isSame.Value ? "; the same answer as a full run" : "; NOT the answer of a full run")}");
        Goal("one rule against the full run", change.Processor / whole.Processor, 0.01);
    }

    /// <summary>Solving, beside a database.</summary>
    public static void Solve(Spent solve, PathGraph graph, (TimeSpan Time, string Pairs)? database)
    {
        if (database is { } peer)
        {
            Line($"  DuckDB         {peer.Time.TotalSeconds,9:F3} s processor on {graph.Edges:N0} edges; reached {peer.Pairs} pairs of asset and port, by the verdicts {graph.Pairs}");
            Goal("solve against DuckDB", solve.Processor / peer.Time, 0.1);
        }
    }

    /// <summary>How the time a resource grows from the first size to the last.</summary>
    public void Growth() => Goal("time a resource, largest against smallest estate", perResource[^1] / perResource[0], 1.3);

    /// <summary>A line.</summary>
    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Goal(string what, double ratio, double goal) => Line($"  {what}: {ratio:G3}, goal at most {goal}: {(ratio <= goal ? "met" : "missed")}");
}
