using System.Diagnostics;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Tests.Local.Broker;

/// <summary>A broker in a process of its own, so that it can be killed as <c>kill -9</c> does: without a word.</summary>
internal sealed class BrokerProcess : IDisposable
{
    private readonly Process _process;

    private BrokerProcess(Process process, string connection) => (_process, Connection) = (process, connection);

    /// <summary>The address it listens on.</summary>
    public string Connection { get; }

    public static async Task<BrokerProcess> StartAsync(string file)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BrokerProcess).Assembly.Location, "broker", file]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        var process = Process.Start(start)!;
        return new(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The broker process ended without a word."));
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    /// <summary>The child's side: serves until its standard input ends, which it does when the parent is gone.</summary>
    public static async Task<int> RunAsync(string file)
    {
        await using var server = await BrokerServer.StartAsync(new BrokerOptions { DatabasePath = file }, default);
        await server.EnsureHub("hub", 3);
        await server.EnsureTopic("topic", new EntitySettings { RequiresDuplicateDetection = true });
        await server.EnsureSubscription("topic", "all");
        Console.WriteLine(server.Url);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
