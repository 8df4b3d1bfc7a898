using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>
/// Counts distinct values by the least of their hashes: exactly while there are few, within about two percent when there are many
/// (https://doi.org/10.1007/3-540-45726-7_1). Written as {"kind": "hll", "hashes": […]}.
/// </summary>
internal sealed class DistinctSketch
{
    private const int Kept = 4096;
    private readonly SortedSet<ulong> hashes = [];

    public Dynamic Written => new DynamicBag([new("kind", Dynamic.Of("hll")), new("hashes", new DynamicArray([.. hashes.Select(h => Dynamic.Of((long)h))]))]);

    public long Count => hashes.Count < Kept ? hashes.Count : (long)Math.Round((Kept - 1) / (hashes.Max / (double)ulong.MaxValue));

    public DistinctSketch With(ulong hash)
    {
        if (hashes.Count < Kept)
        {
            hashes.Add(hash);
        }
        else if (hash < hashes.Max && hashes.Add(hash))
        {
            hashes.Remove(hashes.Max);
        }

        return this;
    }

    public static DistinctSketch? Read(Dynamic? value)
        => value is DynamicBag bag && bag["kind"]?.Text == "hll" && Arrays.Items(bag["hashes"]) is { } items
            ? items.OfType<DynamicScalar<long>>().Aggregate(new DistinctSketch(), (sketch, hash) => sketch.With((ulong)hash.Value))
            : null;

    public static Dynamic? Merge(IEnumerable<Dynamic?> sketches)
    {
        var all = sketches.Select(Read).OfType<DistinctSketch>().ToArray();
        return all.Length == 0 ? null : all.Aggregate((into, from) => from.hashes.Aggregate(into, (sketch, hash) => sketch.With(hash))).Written;
    }
}
