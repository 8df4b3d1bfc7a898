using Azure.Data.Tables;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Local.Azurite;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Counts on the wire what the streams ask of the table service, and what a billion events cost.</summary>
internal static class StorageRun
{
    private const int Buckets = 32;
    private const int ListingsPerMinute = 2; // of each bucket: the index and the outbox
    private const int Fleet = 50_000;
    private const double GoalNew = 2;
    private const double GoalSteady = 0.2;
    private const long CachedBytes = 48 * 1024 * 1024;
    private static readonly TimeSpan Slot = ExposurePolicy.Default.Resolution;

    /// <summary>Prints requests, cache and bill; 1 when a device was flagged more or less than once, else 0.</summary>
    /// <param name="batches">Thousands of events in each stream.</param>
    /// <param name="devices">Size of the fleet.</param>
    public static async Task<int> RunAsync(int batches, int devices)
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions { Progress = Console.WriteLine });
        using var traffic = new TableTraffic(azurite.Port);
        using var gate = new TransactionGate(1);
        var table = new StoreTable(new Lazy<TableServiceClient>(() => new(traffic.ConnectionString)), "exposure");
        var cache = new StateCache(CachedBytes);
        await using var store = new TableExposureStore(table, Buckets, gate, cache);
        var policies = new MemoryPolicies(new ExposurePolicy { DefaultTenant = ReferenceStream.Tenant });
        var (feed, stream) = (new StorageFeed(store, policies, () => traffic.Counts), new ReferenceStream(devices));
        Task<Requests> Run(string name, TimeSpan after, int strangers, int waiting) => feed.RunAsync(name, stream, batches, after, strangers, waiting, () => store.FlushAsync(CancellationToken.None));

        Console.WriteLine($"{batches:N0} thousand events a stream, {devices:N0} devices, one event in {ReferenceStream.PerMatch} is a stranger's connection, {Buckets} buckets. Requests on the wire per 1,000 events:");
        Console.WriteLine(Requests.Header);
        var all = await Run("all new, from a backlog", default, 0, batches);
        Console.WriteLine(all.Line);
        var same = await Run("the same again, same slot", default, 0, 1);
        Console.WriteLine(same.Line);
        var next = await Run("the same fleet in the next slot, from a backlog", Slot, 0, batches);
        Console.WriteLine(next.Line);
        var stale = await Run("the same again, strangers never seen before, from a backlog", Slot, 1, batches);
        Console.WriteLine(stale.Line);
        PrintSteady(next, same);
        PrintCache(cache, all.Writes);
        Console.WriteLine($"All new: {all.PerThousand:F2} requests per 1,000 events; goal: at most {GoalNew}, {(all.PerThousand <= GoalNew ? "met" : "missed")}.");
        PrintBill(all, next);
        Console.WriteLine(all.Transitions == all.Writes && next.Transitions + same.Transitions + stale.Transitions == 0 ? "Every device was flagged exactly once." : "NOT every device was flagged exactly once.");
        return all.Transitions == all.Writes && next.Transitions + same.Transitions + stale.Transitions == 0 ? 0 : 1;
    }

    // A device is written once a slot, however many events concern it.
    private static void PrintSteady(Requests next, Requests same)
    {
        var perWrite = (double)(next.Transactions + next.Others) / next.Writes;
        foreach (var rate in new[] { 1_000, 10_000, 100_000 })
        {
            var steady = (perWrite * Fleet * 1e3 / (rate * Slot.TotalSeconds)) + (ListingsPerMinute * Buckets * 1e3 / (rate * 60)) + same.PerThousand;
            Console.WriteLine($"Steady at {rate:N0} events/s, each of {Fleet:N0} devices once a slot of {Slot.TotalMinutes:N0} minutes in full transactions, listings of the timers included: {steady:F3} requests per 1,000 events; goal: at most {GoalSteady}, {(steady <= GoalSteady ? "met" : "missed")}.");
        }
    }

    private static void PrintCache(StateCache cache, int devices)
    {
        var (states, keys) = cache.Size;
        Console.WriteLine($"Cache: {(double)states / devices:F0} compressed bytes of state and {(double)keys / devices:F0} of keys per device, {states + keys:N0} bytes; goal: at most 120 per device.");
    }

    // One tag change and its recommendation per thousand events; both hops take batches of a thousand.
    private static void PrintBill(Requests all, Requests next)
    {
        var perTransition = (double)(all.Transactions + all.Others) / all.Transitions;
        var perRefresh = (double)(next.Transactions + next.Others) / next.Writes;
        Console.WriteLine("A billion events at 10,000/s, one device in 1,000 events newly flagged, 50,000 devices refreshed once a slot, US dollars:");
        var minutes = 1e9 / 10_000 / 60;
        new Bill((1e6 * perTransition) + (1e9 / 9e6 * Fleet * perRefresh) + (minutes * Buckets * ListingsPerMinute), 2e6, 2e6, 32e6).Print();
    }
}
