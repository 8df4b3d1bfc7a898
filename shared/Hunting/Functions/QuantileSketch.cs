using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>
/// Values with weights, in order: all of them while they are few, then neighbours drawn together so that the ends stay fine
/// (https://arxiv.org/abs/1902.04023). Written as {"kind": "tdigest", "type": …, "values": […], "weights": […]}.
/// </summary>
internal sealed class QuantileSketch
{
    private const int Most = 4000;
    private const int Target = 1000;
    private List<(double Value, long Weight)> items = [];
    private string type = "real";

    public Dynamic Written
    {
        get
        {
            items.Sort();
            return new DynamicBag([new("kind", Dynamic.Of("tdigest")), new("type", Dynamic.Of(type)), new("values", Series.Of(items.Select(i => i.Value))), new("weights", new DynamicArray([.. items.Select(i => Dynamic.Of(i.Weight))]))]);
        }
    }

    private long Total => items.Sum(i => i.Weight);

    /// <summary>Takes in a value and its weight.</summary>
    public QuantileSketch With(IReadOnlyList<Dynamic?> given)
    {
        type = given[0] switch { DynamicScalar<DateTime> => "datetime", DynamicScalar<TimeSpan> => "timespan", _ => type };
        var value = given[0] switch { DynamicScalar<DateTime> { Value: var v } => v.Ticks, DynamicScalar<TimeSpan> { Value: var v } => v.Ticks, var number => Numeric.Of(number) ?? double.NaN };
        return double.IsNaN(value) ? this : With(value, (given[1] as DynamicScalar<long>)?.Value ?? 1);
    }

    public static QuantileSketch? Read(Dynamic? value)
    {
        if (value is not DynamicBag bag || bag["kind"]?.Text != "tdigest" || Series.Numbers(bag["values"]) is not { } values || Arrays.Items(bag["weights"]) is not { } weights || weights.Count != values.Length)
        {
            return null;
        }

        return new() { type = bag["type"]?.Text ?? "real", items = [.. values.Zip(weights, (v, w) => (v, (w as DynamicScalar<long>)?.Value ?? 0))] };
    }

    public static Dynamic? Merge(IEnumerable<Dynamic?> sketches)
    {
        var all = sketches.Select(Read).OfType<QuantileSketch>().ToArray();
        return all.Length == 0 ? null : all.Skip(1).Aggregate(all[0], (into, from) => from.items.Aggregate(into, (sketch, item) => sketch.With(item.Value, item.Weight))).Written;
    }

    /// <summary>The smallest value that at least so many percent do not exceed.</summary>
    public Dynamic? Percentile(double percent)
    {
        var (rank, sum) = (percent / 100 * Total, 0L);
        foreach (var (value, weight) in items)
        {
            sum += weight;
            if (sum >= rank)
            {
                return type switch { "datetime" => Dynamic.Of(new DateTime((long)value)), "timespan" => Dynamic.Of(new TimeSpan((long)value)), _ => Dynamic.Of(value) };
            }
        }

        return null;
    }

    /// <summary>How much weight a value and those below it have.</summary>
    public double Rank(double value) => items.Where(i => i.Value <= value).Sum(i => i.Weight);

    public double PercentRank(double value) => Total == 0 ? 0 : 100 * Rank(value) / Total;

    private QuantileSketch With(double value, long weight)
    {
        items.Add((value, weight));
        if (items.Count > Most)
        {
            Shrink();
        }

        return this;
    }

    private void Shrink()
    {
        items.Sort();
        var (total, before) = (Total, 0L);
        var drawn = new List<(double Value, long Weight)> { items[0] };
        foreach (var (value, weight) in items.Skip(1))
        {
            var (last, share) = (drawn[^1], (before + (drawn[^1].Weight / 2.0)) / total);
            var most = Math.Max(1, 4 * total * share * (1 - share) / Target);
            if (last.Weight + weight <= most)
            {
                drawn[^1] = (last.Value + ((value - last.Value) * weight / (last.Weight + weight)), last.Weight + weight);
            }
            else
            {
                before += last.Weight;
                drawn.Add((value, weight));
            }
        }

        items = drawn;
    }
}
