using System.Diagnostics;

namespace ExposurePipeline.Benchmarks;

/// <summary>The programs of other languages that do the same job on the same file, each in a process of its own.</summary>
internal static class Peers
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "peers");
    private static readonly string Native = Path.Combine(Folder, "simdjson");

    private static bool _hasNative;
    private static bool _hasDuckDb;

    /// <summary>Installs and builds what is missing, by npm from the lock file and by apt where this is root.</summary>
    /// <returns>What could not be had, and why.</returns>
    public static IReadOnlyList<string> Install()
    {
        var native = Build("simdjson.cpp", Native);
        var duckDb = InstallDuckDb();
        (_hasNative, _hasDuckDb) = (native is null, duckDb is null);
        return [.. new[] { native, duckDb }.OfType<string>()];
    }

    /// <summary>Those near the product's speed.</summary>
    public static IEnumerable<(string Name, Func<Round> Run)> Fast(Workload workload) =>
        _hasNative ? [("C++ simdjson on-demand (Debian)", () => Run(Native, workload.File, "2"))] : [];

    /// <summary>Those that read lines only.</summary>
    public static IEnumerable<(string Name, Func<Round> Run)> Slow(Workload workload) =>
    [
        .. _hasDuckDb ? [("DuckDB 1.5.6 read_ndjson, one thread", () => Run("node", "duckdb.mjs", workload.File))] : Array.Empty<(string, Func<Round>)>(),
        ("Node JSON.parse + Map", () => Run("node", "--max-old-space-size=2048", "node.mjs", workload.File)),
    ];

    /// <summary>Compiles a program against simdjson.</summary>
    /// <param name="source">File in the folder of the peers.</param>
    /// <param name="program">Where the program goes.</param>
    /// <returns>Why it cannot be had; null when it can.</returns>
    public static string? Build(string source, string program)
    {
        if (!File.Exists("/usr/include/simdjson.h") && Environment.IsPrivilegedProcess)
        {
            Console.WriteLine("Installing simdjson and a compiler from Debian ...");
            Execute("apt-get", "install", "-y", "-q", "libsimdjson-dev", "g++");
        }

        var (code, _, error) = Execute("g++", "-O3", "-march=native", "-std=c++17", "-o", program, source, "-lsimdjson");
        return code == 0 ? null : $"Without simdjson (needs Debian's g++ and libsimdjson-dev): {error.Trim()}";
    }

    /// <summary>Installs DuckDB for Node.</summary>
    /// <returns>Why it cannot be had; null when it can.</returns>
    public static string? InstallDuckDb()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@duckdb", "node-api")))
        {
            return null;
        }

        Console.WriteLine("Installing DuckDB from npm ...");
        // Not "npm ci": it insists on the bindings of every platform, which not every registry carries.
        var (code, _, error) = Execute("npm", "install", "--no-save", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        return code == 0 ? null : $"Without DuckDB: npm install failed: {error.Trim()}";
    }

    // A peer prints the processor seconds of each run, a dash, and the lines of the last.
    private static Round Run(string program, params string[] arguments)
    {
        var (code, output, error) = Execute(program, arguments);
        if (code != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
        }

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var dash = Array.IndexOf(lines, "-");
        return new(TimeSpan.FromSeconds(double.Parse(lines[dash - 1])), null, lines[(dash + 1)..]);
    }

    /// <summary>Runs a program in the folder of the peers, to its end.</summary>
    public static (int Code, string Output, string Error) Execute(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, "", missing.Message);
        }
    }
}
