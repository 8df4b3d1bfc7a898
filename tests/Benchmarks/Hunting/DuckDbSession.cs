using System.Diagnostics;
using System.Text.Json;

namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>DuckDB in a process of its own, with two threads, asked line by line.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly Process node;

    /// <summary>Opens a database, which becomes a file.</summary>
    public DuckDbSession(string file)
    {
        var start = new ProcessStartInfo("node", ["hunt.mjs", file, "2"]) { WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "peers"), RedirectStandardInput = true, RedirectStandardOutput = true };
        node = Process.Start(start)!;
    }

    /// <summary>Runs statements.</summary>
    public TimeSpan Run(string sql) => TimeSpan.FromMilliseconds(Measured(Ask(new { run = sql })).Wall);

    /// <summary>How long a query takes until its rows are there.</summary>
    public Spent Time(HuntingQuestion question) => Measured(Ask(new { time = question.Sql }));

    /// <summary>What a query answers.</summary>
    public Answered Query(HuntingQuestion question) => Ask(new { query = question.Sql, columns = question.Columns }) is var told
        ? new(told.GetProperty("rows").GetInt32(), told.GetProperty("digest").GetString()!) : default;

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }

    private static Spent Measured(JsonElement told) => new(told.GetProperty("wall").GetDouble(), told.GetProperty("processor").GetDouble());

    private JsonElement Ask(object question)
    {
        node.StandardInput.WriteLine(JsonSerializer.Serialize(question));
        var line = node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("DuckDB's process ended.");
        var told = JsonDocument.Parse(line).RootElement;
        return told.TryGetProperty("error", out var error) ? throw new InvalidOperationException(error.GetString()) : told;
    }
}

/// <summary>How many rows there are, and the digest of their sorted lines.</summary>
internal readonly record struct Answered(int Rows, string Digest);
