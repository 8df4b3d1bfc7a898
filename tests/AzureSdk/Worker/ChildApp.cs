using System.Diagnostics;
using ExposurePipeline.Tests.SampleApp;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>The sample app as a process of its own, as the host starts it.</summary>
internal sealed class ChildApp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> errors;

    private ChildApp(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public static ChildApp Start(params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EventFunctions).Assembly.Location]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("FUNCTIONS_CUSTOMHANDLER_PORT");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Waits as the host does: any answer will do, only a refused connection means "not yet".</summary>
    public static async Task UntilReadyAsync(int port)
    {
        using var client = new HttpClient();
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(25))
        {
            try
            {
                using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
                return;
            }
            catch (HttpRequestException) when (since.Elapsed < Patience)
            {
                // not listening yet
            }
        }
    }

    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
