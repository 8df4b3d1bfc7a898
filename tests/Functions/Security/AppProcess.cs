using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>The function app as a process of its own, as the host starts it; keeps everything that it writes.</summary>
internal sealed class AppProcess : IDisposable
{
    private static readonly string App = Path.Combine(AppContext.BaseDirectory, "ExposurePipeline.Functions.dll");

    private readonly ConcurrentQueue<string> lines = new();
    private readonly Process process;

    private AppProcess(Process process, int port)
    {
        (this.process, Port) = (process, port);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>What it wrote so far, both streams.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>Starts it and returns when it answers.</summary>
    public static async Task<AppProcess> StartAsync(Dictionary<string, string?> settings)
    {
        var app = Start(settings);
        using var client = new HttpClient();
        while (!app.process.HasExited)
        {
            try
            {
                using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{app.Port}/"));
                return app;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50); // not listening yet
            }
        }

        throw new InvalidOperationException(string.Join('\n', app.Lines));
    }

    /// <summary>Starts it and returns what it wrote, where it ends by itself.</summary>
    public static async Task<string> UntilEndAsync(Dictionary<string, string?> settings)
    {
        using var app = Start(settings);
        await app.process.WaitForExitAsync();
        return string.Join('\n', app.Lines);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit(); // and its output is complete
        }

        process.Dispose();
    }

    private static AppProcess Start(Dictionary<string, string?> settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [App]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!, port);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
