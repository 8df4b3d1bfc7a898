using System.Diagnostics;
using System.Globalization;

namespace ExposurePipeline.Local.Azurite;

/// <summary>
/// Azurite's tables and blobs as a child process on 127.0.0.1. It ends with this object, and with this process however that ends.
/// What was acknowledged is on disk within five seconds, or at once when it is closed; its own <c>kill -9</c> can lose those seconds.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // Public and the same for every emulator; Microsoft documents it under "Use the Azurite emulator".
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string PortLine = "listening on ports ";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(12);
    private readonly Process _process;
    private readonly ProcessOutput _output;

    // The line names each service before its port: blob, queue, table.
    private AzuriteServer(Process process, ProcessOutput output, string line)
    {
        _process = process;
        _output = output;
        var words = line.Split(' ');
        int PortOf(string service) => int.Parse(words[Array.IndexOf(words, service) + 1], CultureInfo.InvariantCulture);
        (Port, BlobPort) = (PortOf("table"), PortOf("blob"));
    }

    /// <summary>The port of the tables on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The port of the blobs on 127.0.0.1.</summary>
    public int BlobPort { get; }

    /// <summary>The operating system's number of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>For <c>TableServiceClient</c>, <c>BlobServiceClient</c> and every other SDK.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{Port}/{Account};BlobEndpoint=http://127.0.0.1:{BlobPort}/{Account};";

    /// <summary>Installs Azurite unless it is there, and says where.</summary>
    /// <exception cref="AzuriteException">npm is missing or failed.</exception>
    public static Task<string> InstallAsync(AzuriteOptions options, CancellationToken cancel = default) =>
        AzuriteInstallation.EnsureAsync(options.InstallFolder, options.Progress, cancel);

    /// <summary>Installs Azurite if need be, starts it and waits until it answers.</summary>
    /// <exception cref="AzuriteException">Node or npm is missing, the installation failed, or Azurite did not start: the message carries its output.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, CancellationToken cancel = default)
    {
        var folder = await InstallAsync(options, cancel);
        if (options.DataFolder is not null) Directory.CreateDirectory(options.DataFolder);

        var process = NodeProcess.Start(StartInfo(folder, options));
        var output = new ProcessOutput(process);
        try
        {
            var line = await output.WaitForAsync(PortLine, StartTimeout, cancel);
            return new AzuriteServer(process, output, line);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Closes Azurite, which first writes what is not yet on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _output.Dispose();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string folder, AzuriteOptions options)
    {
        List<string> arguments =
        [
            "launch.cjs", "--tableHost", "127.0.0.1", "--tablePort", options.Port.ToString(CultureInfo.InvariantCulture),
            "--blobHost", "127.0.0.1", "--blobPort", "0", "--queueHost", "127.0.0.1", "--queuePort", "0",
            "--skipApiVersionCheck", "--silent", "--disableTelemetry",
        ];
        arguments.AddRange(options.DataFolder is { } data ? ["--location", Path.GetFullPath(data)] : ["--inMemoryPersistence"]);
        return new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
