using System.Diagnostics;
using System.Globalization;
using ExposurePipeline.Local.Azurite;

namespace ExposurePipeline.Tests.Local.Azurite;

/// <summary>A process that starts Azurite as the local host does, and can be killed without the tests ending with it.</summary>
internal sealed class KillableParent : IDisposable
{
    private const string Script =
        "const child = require('node:child_process').spawn('node', process.argv.slice(1), { stdio: ['pipe', 'inherit', 'inherit'] });" +
        "console.log('child is ' + child.pid); setInterval(() => {}, 1000);";

    private readonly Process _process;

    private KillableParent(Process process, Process child, int port) => (_process, Child, ConnectionString) = (process, child, ConnectionStringOf(port));

    public Process Child { get; }

    public string ConnectionString { get; }

    public static async Task<KillableParent> StartAsync(string dataFolder)
    {
        var folder = await AzuriteServer.InstallAsync(new AzuriteOptions());
        var process = Process.Start(new ProcessStartInfo(
            "node", ["-e", Script, "launch.cjs", "--tableHost", "127.0.0.1", "--tablePort", "0", "--blobHost", "127.0.0.1", "--blobPort", "0",
                "--queueHost", "127.0.0.1", "--queuePort", "0", "--skipApiVersionCheck", "--silent", "--disableTelemetry", "--location", dataFolder])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var child = await NumberAfterAsync(process, "child is ");
        return new KillableParent(process, Process.GetProcessById(child), await NumberAfterAsync(process, "listening on ports "));
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Dispose();
        Child.Dispose();
    }

    private static async Task<int> NumberAfterAsync(Process process, string prefix)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)) return int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException($"The parent ended before it said '{prefix}'.");
    }

    private static string ConnectionStringOf(int port) => string.Join(';',
        "DefaultEndpointsProtocol=http", "AccountName=devstoreaccount1", $"TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1",
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");
}
