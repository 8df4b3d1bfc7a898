using System.Diagnostics;
using System.Text.Json;

namespace ExposurePipeline.Benchmarks;

/// <summary>DuckDB in a Node process, installed by npm from the lock file beside this program.</summary>
internal static class DuckDb
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "duckdb");

    /// <summary>Null when installed; otherwise why it is not.</summary>
    public static string? Install()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@duckdb", "node-api")))
        {
            return null;
        }

        Console.WriteLine("Installing DuckDB from npm ...");
        // Not "npm ci": it insists on the bindings of every platform, which not every registry carries.
        var (code, _, error) = Run("npm", "install", "--no-save", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        return code == 0 ? null : $"npm install failed: {error.Trim()}";
    }

    /// <summary>The query's own time, without start of the process, and its sorted lines.</summary>
    public static (TimeSpan Time, string[] Lines) Query(string file, int threads)
    {
        var (code, output, error) = Run("node", "filter.mjs", file, threads.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (code != 0)
        {
            throw new InvalidOperationException($"DuckDB: {error}");
        }

        using var result = JsonDocument.Parse(output);
        return (
            TimeSpan.FromMilliseconds(result.RootElement.GetProperty("milliseconds").GetDouble()),
            [.. result.RootElement.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)]);
    }

    private static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
