using Azure.Data.Tables;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Local.Azurite;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>A large fleet in memory, a smaller one on Azurite and, to compare, in memory.</summary>
internal static class ScaleRun
{
    private const int Buckets = 256;
    private const long CachedBytes = 128 * 1024 * 1024;

    /// <summary>Prints a table; 1 when a store flagged other devices than strangers reached, else 0.</summary>
    public static async Task<int> RunAsync(int devices, int azuriteDevices)
    {
        var (small, large) = (new Fleet(azuriteDevices / 50 * 50), new Fleet(devices / 50 * 50));
        Console.WriteLine($"One thread decides on batches of {FleetFeed.Batch:N0} records; two addresses, three listeners and a profile per device; all internet-facing devices are in the first tenth of the fleet.");
        Console.WriteLine("Azurite looks at every row of a table for each query, so its answer times grow with the fleet; what tells of Table Storage is the number of requests.");
        var azurite = await OnAzuriteAsync(small);
        var twin = await InMemoryAsync(small);
        var memory = await InMemoryAsync(large);
        ScaleTable.Print(new("memory", false, large, memory), new("Azurite", true, small, azurite));
        return IsRight(large, memory) & IsRight(small, azurite) & IsSame(azurite, twin) ? 0 : 1;
    }

    private static async Task<FleetRun> InMemoryAsync(Fleet fleet)
    {
        var store = new MemoryExposureStore();
        return await FleetRun.MeasureAsync(fleet, store, store, static () => default);
    }

    private static async Task<FleetRun> OnAzuriteAsync(Fleet fleet)
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions { Progress = Console.WriteLine });
        using var traffic = new TableTraffic(azurite.Port);
        using var gate = new TransactionGate(1);
        var table = new StoreTable(new Lazy<TableServiceClient>(() => new(traffic.ConnectionString)), "exposure");
        var (written, read) = (new TableExposureStore(table, Buckets, gate, new StateCache(CachedBytes)), new TableExposureStore(table, Buckets, gate, cache: null));
        return await FleetRun.MeasureAsync(fleet, written, read, () => traffic.Counts);
    }

    private static bool IsRight(Fleet fleet, FleetRun run)
    {
        var isRight = run.Facing.SetEquals(fleet.Facing.Select(Fleet.Id));
        Console.WriteLine($"{fleet.Devices:N0} devices: {run.Facing.Count:N0} internet-facing, {(isRight ? "exactly those that strangers reached" : "NOT those that strangers reached")}.");
        return isRight;
    }

    private static bool IsSame(FleetRun azurite, FleetRun memory)
    {
        var isSame = azurite.Facing.SetEquals(memory.Facing) && azurite.New.Loaded == memory.New.Loaded && azurite.New.Saved == memory.New.Saved;
        Console.WriteLine($"Azurite and memory: {(isSame ? "the same devices, decisions and writes" : "DIFFERENT devices, decisions or writes")}.");
        return isSame;
    }
}
