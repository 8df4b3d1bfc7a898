using System.Globalization;

namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>The programs that an estate is compared with; each is left out, with the reason, where it cannot be had.</summary>
internal sealed class EstatePeers
{
    private static readonly string Parser = System.IO.Path.Combine(AppContext.BaseDirectory, "peers", "parse");

    private readonly string? withoutParser = Peers.Build("parse.cpp", Parser);
    private readonly string? withoutDatabase = Peers.InstallDuckDb();

    /// <summary>What could not be had.</summary>
    public IEnumerable<string> Missing => new[] { withoutParser, withoutDatabase }.OfType<string>();

    /// <summary>simdjson reading every value; null where it is missing.</summary>
    public TimeSpan? Parse(EstateFile estate) => withoutParser is null ? Told(Peers.Execute(Parser, estate.File, "3")).Time : null;

    /// <summary>DuckDB's recursive query; null where it is missing.</summary>
    public (TimeSpan Time, string Pairs)? Solve(PathGraph graph) =>
        withoutDatabase is null ? Told(Peers.Execute("node", "reach.mjs", graph.File, graph.FirstAsset.ToString(CultureInfo.InvariantCulture))) : null;

    // The seconds of each run, and in the last line what was found.
    private static (TimeSpan Time, string Found) Told((int Code, string Output, string Error) run)
    {
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return run.Code == 0 && lines.Length > 1 ? (TimeSpan.FromSeconds(double.Parse(lines[^2], CultureInfo.InvariantCulture)), lines[^1]) : throw new InvalidOperationException(run.Error);
    }
}
