using System.Diagnostics;
using System.Globalization;
using ExposurePipeline.Local.Hosting;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>The local host as a process of its own, with Azurite and the function app as its children.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string App = "ExposurePipeline.Functions";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it and waits until every trigger runs.</summary>
    /// <param name="state">Its state folder.</param>
    /// <param name="ports">HTTP, broker, Azurite; the same for its every life.</param>
    /// <param name="environment">Settings of the app, and what its clock is.</param>
    public static async Task<HostProcess> StartAsync(string state, int[] ports, IReadOnlyDictionary<string, string> environment)
    {
        Endpoints.Remove(state);
        var start = Info(state, ports);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var host = new HostProcess(Process.Start(start)!);
        var output = new ProcessOutput(host._process);
        using var patience = new CancellationTokenSource(StartTimeout);
        while (!File.Exists(Path.Combine(state, "endpoints.json")))
        {
            if (host._process.HasExited || patience.IsCancellationRequested)
                throw new InvalidOperationException($"The local host did not start: {output.Last}");
            await Task.Delay(20);
        }

        return host;
    }

    /// <summary>Process ids of the function app: one, or none while it restarts.</summary>
    public IReadOnlyList<int> Apps() => [.. ChildrenOf(Id).Where(child => CommandLine(child).Contains(App, StringComparison.Ordinal))];

    /// <summary>Process ids of itself and everything below it.</summary>
    public IReadOnlyList<int> Tree() => [Id, .. ChildrenOf(Id)];

    /// <summary>SIGKILL, to this process alone; returns when its children have ended of it.</summary>
    public async Task KillAsync()
    {
        var tree = Tree();
        _process.Kill();
        using var patience = new CancellationTokenSource(EndTimeout);
        while (tree.Any(Lives))
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Of the killed local host {string.Join(", ", tree.Where(Lives).Select(CommandLine))} lives on.");
            await Task.Delay(20);
        }
    }

    public void Dispose() => _process.Dispose();

    private static ProcessStartInfo Info(string state, int[] ports)
    {
        var text = ports.Select(p => p.ToString(CultureInfo.InvariantCulture)).ToArray();
        // Where a write beyond the limit of a file's size is a signal, not an error, a full disk could not be played.
        return new("/bin/sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh", typeof(LocalHost).Assembly.Location, "up", "--state", state,
            "--http-port", text[0], "--broker-port", text[1], "--azurite-port", text[2], "--restart-limit", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
    }

    // None of a process that has ended.
    private static IEnumerable<int> ChildrenOf(int parent) => !Directory.Exists($"/proc/{parent}/task") ? [] :
        Directory.EnumerateFiles($"/proc/{parent}/task", "children", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .SelectMany(file => Read(file).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse);

    // A zombie has no command line: what is left of it is its parent's to read.
    private static bool Lives(int process) => CommandLine(process).Length > 0;

    private static string CommandLine(int process) => Read($"/proc/{process}/cmdline");

    // A process may end while it is looked at.
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
