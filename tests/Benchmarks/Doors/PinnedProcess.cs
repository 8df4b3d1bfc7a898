using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>A child process on core 0; this one, with all its threads, goes to core 1.</summary>
internal sealed class PinnedProcess : IDisposable
{
    private const string ServerCore = "0";
    private const string ClientCore = "1";

    private readonly Process process;

    private PinnedProcess(Process process) => this.process = process;

    public bool HasExited => process.HasExited;

    /// <summary>Resident memory at its peak, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Leaves core 0 to the servers.</summary>
    public static void StepAside() => PublishedApp.Run("taskset", "-a", "-p", "-c", ClientCore, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts a program; its settings are all it knows of this process's environment.</summary>
    public static PinnedProcess Start(IReadOnlyDictionary<string, string> settings, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("taskset", ["-c", ServerCore, program, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return new(process);
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void WaitForExit() => process.WaitForExit();

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.WaitForExit();
        process.Dispose();
    }
}
