using System.Globalization;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>percentile and its like: the smallest value that at least so many percent do not exceed, exactly. Weighted (w), as one array (_array).</summary>
internal static class Percentiles
{
    public static IEnumerable<Aggregate> All =>
    [
        new("percentile", "(value: T, percent: real): T", "skips nulls; null of none", site => Each(site, weighted: false)),
        new("percentiles", "(value: T, percent: real, …): T, …", "skips nulls; null of none", site => Each(site, weighted: false)),
        new("percentilew", "(value: T, weight: long, percent: real): T", "skips nulls; null of none", site => Each(site, weighted: true)),
        new("percentilesw", "(value: T, weight: long, percent: real, …): T, …", "skips nulls; null of none", site => Each(site, weighted: true)),
        new("percentiles_array", "(value: T, percent: real, …): dynamic", "skips nulls; null of none", site => AsArray(site, weighted: false)),
        new("percentilesw_array", "(value: T, weight: long, percent: real, …): dynamic", "skips nulls; null of none", site => AsArray(site, weighted: true)),
    ];

    private static BoundAggregate Each(AggregateSite site, bool weighted)
    {
        var (value, weight, percents) = (site.Argument(0), Weight(site, weighted), Percents(site, weighted));
        return new([.. percents.Select(p => new ColumnSchema($"{site.NameOf("percentile_")}_{p.ToString(CultureInfo.InvariantCulture).Replace('.', '_')}", value.Type))],
            () => new Ranking(value, weight, percents));
    }

    private static BoundAggregate AsArray(AggregateSite site, bool weighted)
    {
        var (value, weight, percents) = (site.Argument(0), Weight(site, weighted), Percents(site, weighted));
        return new(site.NameOf("percentiles_"), ScalarType.Dynamic, () => new Packed(new Ranking(value, weight, percents)));
    }

    private static BoundExpression? Weight(AggregateSite site, bool weighted) => weighted ? ExpressionBinder.As(site.Argument(1), ScalarType.Long, site.Call.Position) : null;

    private static double[] Percents(AggregateSite site, bool weighted)
    {
        var given = site.Call.Arguments.Skip(weighted ? 2 : 1).SelectMany(argument => site.Rows.Constant(argument, ScalarType.Dynamic) switch
        {
            DynamicArray array => array.Items.Select(Numeric.Of),
            Dynamic one => [Numeric.Of(one)],
            _ => [null],
        }).ToArray();
        return given.Length > 0 && Array.TrueForAll(given, p => p is >= 0 and <= 100) ? Array.ConvertAll(given, p => p!.Value) : throw site.Refused("percents are constants from 0 to 100");
    }

    private sealed class Ranking(BoundExpression value, BoundExpression? weight, double[] percents) : Accumulator
    {
        private readonly List<Column> values = [];
        private readonly List<(int Group, long Weight)> rows = [];

        public override void Add(Batch batch, int[] groups, int count, QueryContext context)
        {
            values.Add(value.Evaluate(batch, context));
            var weights = weight?.Evaluate(batch, context) as Column<long>;
            for (var row = 0; row < batch.Length; row++)
            {
                rows.Add((groups[row], weights is null ? 1 : weights.IsNull(row) ? 0 : weights[row]));
            }

            context.Hold(batch.Length * 32L);
        }

        public override IEnumerable<Column> Finish(int count)
        {
            var all = Columns.Concat(value.Type, values);
            var compare = RowOrder.Of(all, ascending: true, nullsFirst: true);
            var members = Enumerable.Range(0, all.Length).Where(row => !all.IsNull(row) && rows[row].Weight > 0).ToLookup(row => rows[row].Group);
            var picked = percents.Select(_ => new int[count]).ToArray();
            for (var group = 0; group < count; group++)
            {
                var sorted = members[group].ToArray();
                Array.Sort(sorted, compare);
                for (var i = 0; i < percents.Length; i++)
                {
                    picked[i][group] = At(sorted, percents[i]);
                }
            }

            return picked.Select(all.Take);
        }

        private int At(int[] sorted, double percent)
        {
            var rank = percent / 100 * sorted.Sum(row => rows[row].Weight);
            var sum = 0L;
            return sorted.Length == 0 ? -1 : Array.Find(sorted, row => (sum += rows[row].Weight) >= rank);
        }
    }

    private sealed class Packed(Ranking ranking) : Accumulator
    {
        public override void Add(Batch batch, int[] groups, int count, QueryContext context) => ranking.Add(batch, groups, count, context);

        public override IEnumerable<Column> Finish(int count)
        {
            var columns = ranking.Finish(count).ToArray();
            var arrays = Enumerable.Range(0, count).Select(group => columns.Select(c => DynamicConversion.TryWrap(c.Boxed(group), out var item) ? item : null).ToArray());
            return [Columns.Of(ScalarType.Dynamic, [.. arrays.Select(items => Array.TrueForAll(items, i => i is null) ? null : (object)new DynamicArray(items))])];
        }
    }
}
