using System.CommandLine;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary><c>hunting</c>: the same questions to the engine and to DuckDB, over the same rows.</summary>
internal static class HuntingCommand
{
    private const int Workers = 2;
    private const int WarmUps = 3; // until the just-in-time compiler is done
    private static readonly Option<int> Rows = new("--rows") { Description = "Rows of DeviceNetworkEvents.", DefaultValueFactory = static _ => 20_000_000 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Interleaved rounds, of which the median is told.", DefaultValueFactory = static _ => 5 };
    private static readonly Option<bool> Memory = new("--memory") { Description = "The rows in memory instead of in segments; needs 200 bytes a row." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("hunting", "Queries over connections: the seed's for one device and for all, a count, the last row of each device; beside DuckDB with as many threads.") { Rows, Rounds, Memory };
        command.SetAction(static parsed => RunAsync(new(parsed.GetValue(Rows)), parsed.GetValue(Rounds), parsed.GetValue(Memory)));
        return command;
    }

    private static async Task<int> RunAsync(EventRows rows, int rounds, bool inMemory)
    {
        if (Peers.InstallDuckDb() is { } missing)
        {
            Console.WriteLine(missing);
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("hunting");
        try
        {
            var table = inMemory ? new MemoryTable(rows) : await ArchiveAsync(rows, Path.Combine(folder.FullName, "segments"));
            using var duckDb = Load(rows, folder.FullName);
            Compare(new HuntingRun(table, EventRows.Now, Workers), duckDb, HuntingQueries.At(EventRows.Now, rows.Device), rounds);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IHuntingTable> ArchiveAsync(EventRows rows, string folder)
    {
        var archive = new ArchivedRows(folder);
        var spent = await archive.WriteAsync(rows);
        var bytes = await archive.BytesAsync();
        Console.WriteLine($"segments: {rows.Count:N0} rows written in {spent} = {rows.Count / spent.Processor * 1e3:N0} rows a second of one core, {bytes / 1e6:N0} MB = {(double)bytes / rows.Count:N1} bytes a row");
        var (merged, after) = (await archive.MergeAsync(), await archive.BytesAsync());
        Console.WriteLine($"merged in {merged}: {after / 1e6:N0} MB = {(double)after / rows.Count:N1} bytes a row");
        return await archive.OpenAsync();
    }

    private static DuckDbSession Load(EventRows rows, string folder)
    {
        File.WriteAllLines(Path.Combine(folder, "devices.tsv"), rows.DeviceLines());
        File.WriteAllLines(Path.Combine(folder, "commands.tsv"), rows.CommandLines());
        var session = new DuckDbSession(Path.Combine(folder, "events.duckdb"));
        session.Run($"create temp table devices as from read_csv('{folder}/devices.tsv', delim = '\t', quote = '', header = false, columns = {{ i: 'INTEGER', text: 'VARCHAR', address: 'VARCHAR' }})");
        session.Run($"create temp table commands as from read_csv('{folder}/commands.tsv', delim = '\t', quote = '', header = false, columns = {{ i: 'INTEGER', text: 'VARCHAR' }})");
        var load = session.Run(rows.Sql());
        session.Run("checkpoint");
        var bytes = new FileInfo(Path.Combine(folder, "events.duckdb")).Length;
        Console.WriteLine($"DuckDB: {rows.Count:N0} rows made in {load.TotalSeconds:N1} s, {bytes / 1e6:N0} MB = {(double)bytes / rows.Count:N1} bytes a row");
        return session;
    }

    private static void Compare(HuntingRun engine, DuckDbSession duckDb, IReadOnlyList<HuntingQuestion> questions, int rounds)
    {
        var ratios = new List<Spent>();
        foreach (var question in questions)
        {
            var (ours, theirs) = (engine.Query(question), duckDb.Query(question));
            _ = Enumerable.Range(0, WarmUps).Select(_ => engine.Time(question)).Last();
            var times = Enumerable.Range(0, rounds).Select(_ => (Ours: engine.Time(question), Theirs: duckDb.Time(question))).ToArray();
            var (mine, other) = (Spent.Median(times.Select(static t => t.Ours)), Spent.Median(times.Select(static t => t.Theirs)));
            ratios.Add(mine.Over(other));
            Console.WriteLine($"{question.Name,-28} {mine}   DuckDB {other}   ratio {ratios[^1].Wall,5:N2} ({ratios[^1].Processor:N2})   {ours.Rows:N0} rows, {(ours == theirs ? "equal" : $"DIFFERENT from {theirs.Rows:N0} rows")}");
        }

        Console.WriteLine($"geometric mean {Math.Exp(ratios.Average(static r => Math.Log(r.Wall))):N2} ({Math.Exp(ratios.Average(static r => Math.Log(r.Processor))):N2} of processor time)");
    }
}
