using System.Diagnostics;
using ExposurePipeline.Local.Dispatch;

namespace ExposurePipeline.Benchmarks.CatchUp;

/// <summary>Fills the hub while the function app is down, starts the app, and waits until nothing is left to do.</summary>
internal static class CatchUpRun
{
    private const double Goal = 0.6;
    private const string Input = "connections";
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    /// <summary>Prints the drain rate; 1 when the tag changes differ from those without an outage, else 0.</summary>
    /// <param name="events">Records that wait.</param>
    /// <param name="door">Events per second of the front door; 0 when not known.</param>
    public static async Task<int> RunAsync(int events, int door)
    {
        var outage = new Outage(events, TimeProvider.System.GetUtcNow());
        await using var platform = await Platform.StartAsync();
        await WorkAsync(platform, outage.Before());
        await platform.SendAsync(outage.Events());
        Console.WriteLine($"{events:N0} records wait, {Outage.PerMessage} in a message; a fleet of {outage.Fleet:N0} internet-facing devices, {outage.Changes:N0} become so meanwhile. The app starts with nothing in memory.");
        var drain = await DrainAsync(platform);
        drain.Print(events, door == 0 ? null : door * Goal);
        return await IsSameAsync(platform, outage) ? 0 : 1;
    }

    private static async Task WorkAsync(Platform platform, IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        await using var app = await platform.StartAppAsync();
        await platform.SendAsync(messages);
        await WhenSettledAsync(platform, app);
    }

    private static async Task<Drain> DrainAsync(Platform platform)
    {
        GC.Collect();
        var host = Processor(Environment.ProcessId);
        var azurite = Processor(platform.Azurite.ProcessId);
        var started = Stopwatch.GetTimestamp();
        await using var app = await platform.StartAppAsync();
        var ready = Stopwatch.GetElapsedTime(started);
        await WhenReadAsync(platform, app);
        var normalised = Stopwatch.GetElapsedTime(started);
        var settled = Stopwatch.GetElapsedTime(started, await WhenSettledAsync(platform, app));
        return new(ready, normalised, settled, new(Processor(Environment.ProcessId) - host, Processor(app.HandlerProcessId!.Value), Processor(platform.Azurite.ProcessId) - azurite));
    }

    private static async Task WhenReadAsync(Platform platform, FunctionsHost app)
    {
        var waiting = (await platform.Broker.HubLog.GetLagAsync(CancellationToken.None)).Where(l => l.Hub == Input).Sum(l => l.LastSequenceNumber + 1);
        while (app.Partitions.Where(p => p.Hub == Input).Sum(p => p.Next) < waiting)
        {
            await Task.Delay(Glance);
        }
    }

    // The moment at which every event had its outcome: its messages were sent by then, and only their rows are to be deleted.
    private static async Task<long> WhenSettledAsync(Platform platform, FunctionsHost app)
    {
        while (!await app.IsDrainedAsync(CancellationToken.None))
        {
            await Task.Delay(Glance);
        }

        var settled = Stopwatch.GetTimestamp();
        while (await platform.HasOutboxAsync())
        {
            await Task.Delay(Glance);
        }

        return settled;
    }

    private static async Task<bool> IsSameAsync(Platform platform, Outage outage)
    {
        var received = await TagChanges.ReceiveAsync(platform.Broker.ConnectionString);
        var expected = await TagChanges.ReferenceAsync(outage.Before().Concat(outage.Events()));
        Console.WriteLine($"Tag changes: {received.Count:N0} received, {expected.Count:N0} without the outage; {received.Except(expected).Count():N0} unexpected, {expected.Except(received).Count():N0} missing.");
        return received.SetEquals(expected);
    }

    private static double Processor(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime.TotalSeconds;
    }
}
