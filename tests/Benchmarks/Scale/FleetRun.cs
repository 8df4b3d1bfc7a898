using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>Everything that is measured of one fleet in one store.</summary>
/// <param name="New">Feeding it the first time.</param>
/// <param name="Again">Feeding it the same records once more.</param>
/// <param name="Tenth">Answers when only a tenth of the fleet, but every internet-facing device, was there.</param>
/// <param name="Whole">Answers when all were there.</param>
/// <param name="States">Sizes of the encoded devices, bytes.</param>
/// <param name="Facing">The ids of the internet-facing, as the inventory tells them.</param>
/// <param name="HeapBytes">How far the managed heap grew.</param>
internal sealed record FleetRun(
    Feeding New, Feeding Again, IReadOnlyList<Times> Tenth, IReadOnlyList<Times> Whole, IReadOnlyList<double> States, IReadOnlySet<string> Facing, long HeapBytes)
{
    /// <param name="fleet">The fleet.</param>
    /// <param name="written">The store that the aggregator writes to.</param>
    /// <param name="read">The store that questions read from.</param>
    /// <param name="requests">What the storage service was asked so far.</param>
    public static async Task<FleetRun> MeasureAsync(Fleet fleet, IExposureStore written, IExposureStore read, Func<(long Transactions, long Others)> requests)
    {
        IPolicies policies = new MemoryPolicies(Fleet.Policy);
        var (feed, api, tenth) = (new FleetFeed(written, policies, requests), new MachinesApi(read, policies), fleet.Devices / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var part = await feed.ApplyAsync(fleet.Records(0, tenth));
        var answers = await AskAsync(api, requests);
        var rest = await feed.ApplyAsync(fleet.Records(tenth, fleet.Devices - tenth));
        var heap = GC.GetTotalMemory(forceFullCollection: true) - before;
        return new(
            part + rest, await feed.ApplyAsync(fleet.Records(0, fleet.Devices)), answers, await AskAsync(api, requests), await SizesAsync(read), await FacingAsync(api), heap);
    }

    private static async Task<IReadOnlyList<Times>> AskAsync(MachinesApi api, Func<(long Transactions, long Others)> requests)
    {
        var answers = new List<Times>();
        foreach (var question in Question.OfIndex.Append(Question.OfFleet))
        {
            answers.Add(await question.TimeAsync(api, requests));
        }

        return answers;
    }

    // The names by which other sources know devices are rows too, and small.
    private static async Task<IReadOnlyList<double>> SizesAsync(IExposureStore store) =>
        await store.ListDevicesAsync(Fleet.Tenant, CancellationToken.None).Where(d => IsDevice(d.Entity)).Select(d => (double)d.State.Length).ToListAsync();

    private static bool IsDevice(EntityId entity) => !entity.Key.Contains('.', StringComparison.Ordinal);

    private static async Task<IReadOnlySet<string>> FacingAsync(MachinesApi api) =>
        await api.Inventory.ListExposedAsync(Fleet.Tenant, CancellationToken.None).Where(m => m.IsInternetFacing).Select(m => m.Id).ToHashSetAsync();
}
