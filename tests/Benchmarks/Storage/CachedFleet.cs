using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Azure;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>The cache of an instance filled with a fleet's states, as decided on by the real code, without a table behind it.</summary>
internal static class CachedFleet
{
    private const int Buckets = 32;
    private const int Portion = 2_000;

    /// <summary>Bytes of state, bytes of keys, and how far the managed heap grew.</summary>
    public static (long States, long Keys, long Heap) Fill(int devices, long maxBytes)
    {
        var policy = new ExposurePolicy { DefaultTenant = ReferenceStream.Tenant };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cache = new StateCache(maxBytes);
        Parallel.ForEach(Enumerable.Range(0, devices).Chunk(Portion), new ParallelOptions { MaxDegreeOfParallelism = 2 }, part =>
        {
            foreach (var bucket in part.Select(device => Stored(device, policy)).GroupBy(stored => TableKeys.Partition(stored.Entity, Buckets)))
            {
                cache.Of(bucket.Key).Put(bucket);
            }
        });
        var (states, keys) = cache.Size;
        var heap = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(cache);
        return (states, keys, heap);
    }

    private static StoredEntity Stored(int device, ExposurePolicy policy)
    {
        var told = ReferenceStream.First(device);
        var now = ReferenceStream.Start.AddHours(3);
        var decision = Decider.Decide(new(told.Entity, default, null), new(told.Observations, told.Enqueued, null, now, policy));
        return new(told.Entity, decision.State, $"1:W/\"datetime'2026-07-18T12%3A{device / 60_000 % 60:d2}%3A{device / 1000 % 60:d2}.{device * 7919L % 10_000_000:d7}Z'\"");
    }
}
