namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Requests at a steady rate and resident memory of the real function app, under the local host and Azurite.</summary>
internal static class MemoryRun
{
    private const int PerMessage = 50;
    private const int Million = 1_000_000;
    private const long CachedBytes = 48 * 1024 * 1024;
    private const double GoalNow = 96;
    private const double GoalMillion = 200;

    /// <summary>Prints both; 1 when a device is missing, else 0.</summary>
    /// <param name="devices">Size of the fleet.</param>
    /// <param name="rate">Records per second at the steady rate.</param>
    /// <param name="seconds">How long records are sent at it.</param>
    public static async Task<int> RunAsync(int devices, int rate, int seconds)
    {
        var port = TableTraffic.FreePort();
        using var traffic = new TableTraffic(port);
        await using var host = await FreshHost.StartAsync(port, ("ExposureStorage", traffic.ConnectionString));
        Print("started and warmed up", host);
        await PaceAsync(host, traffic, new(rate, seconds));
        await FlagAsync(host, devices);
        var resident = Print($"{devices:N0} devices", host);
        var flagged = await host.CountFlaggedAsync();
        await FlagAsync(host, devices);
        resident = Print($"{devices:N0} devices seen once more", host);
        Console.WriteLine($"{flagged:N0} devices are internet-facing. Goal: at most {GoalNow} MB resident, {(resident.Now <= GoalNow ? "met" : "missed")}.");
        PrintMillion(resident, devices);
        return flagged == devices ? 0 : 1;
    }

    private static async Task PaceAsync(FreshHost host, TableTraffic traffic, PacedStream stream)
    {
        var before = traffic.Counts;
        await stream.SendAsync(host);
        await host.WhenSettledAsync();
        var after = traffic.Counts;
        Console.WriteLine(
            $"{stream.Events:N0} records at a steady rate, {stream.Devices:N0} devices, all new: per 1,000 records {(after.Transactions - before.Transactions) * 1e3 / stream.Events:F2} table transactions and {(after.Others - before.Others) * 1e3 / stream.Events:F2} other requests.");
        Print("after the steady rate", host);
    }

    private static async Task FlagAsync(FreshHost host, int devices)
    {
        var telemetry = new Telemetry(devices, TimeProvider.System.GetUtcNow());
        await host.SendAsync(Packing.Envelopes(Enumerable.Range(0, devices).Select(telemetry.Flagging), PerMessage));
        await host.WhenSettledAsync();
    }

    private static Resident Print(string when, FreshHost host)
    {
        var resident = Resident.Of(host.Local.Functions.HandlerProcessId!.Value);
        Console.WriteLine($"function app, {when}: {resident.Now:F0} MB resident, at most {resident.Peak:F0} MB so far");
        return resident;
    }

    private static void PrintMillion(Resident resident, int devices)
    {
        var (small, large) = (CachedFleet.Fill(devices, CachedBytes), CachedFleet.Fill(Million, CachedBytes));
        Console.WriteLine($"The cache alone, filled by the real code: {devices:N0} devices {Text(small, devices)}; {Million:N0} devices {Text(large, Million)}; goal: at most 120 bytes per device.");
        var projected = resident.Now + ((large.Heap - small.Heap) / 1e6);
        Console.WriteLine($"With a million devices: {resident.Now:F0} MB as measured and {(large.Heap - small.Heap) / 1e6:F0} MB more of cache, {projected:F0} MB; goal: at most {GoalMillion}, {(projected <= GoalMillion ? "met" : "missed")}.");
    }

    private static string Text((long States, long Keys, long Heap) cache, int devices) =>
        $"{cache.Heap / 1e6:F1} MB of heap, {(double)cache.Heap / devices:F0} bytes per device ({(double)cache.States / devices:F0} of compressed state, {(double)cache.Keys / devices:F0} of keys)";
}
