using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>dcount, count_distinct and their like. Both count exactly, which lies within the error that dcount's accuracy allows.</summary>
internal static class Distincts
{
    public static IEnumerable<Aggregate> All =>
    [
        new("dcount", "(value [, accuracy: long]): long", "skips nulls; 0 of none", site => Of(site, "dcount_", null)),
        new("dcountif", "(value, predicate: bool [, accuracy: long]): long", "skips nulls; 0 of none", site => Of(site, "dcountif_", site.Predicate(1))),
        new("count_distinct", "(value): long", "skips nulls; 0 of none", site => Of(site, "count_distinct_", null)),
        new("count_distinctif", "(value, predicate: bool): long", "skips nulls; 0 of none", site => Of(site, "count_distinctif_", site.Predicate(1))),
    ];

    private static BoundAggregate Of(AggregateSite site, string prefix, BoundExpression? predicate)
    {
        var value = site.Argument(0);
        return new(site.NameOf(prefix), ScalarType.Long, () => new Counting(value, predicate));
    }

    /// <summary>Numbers the values, and counts the pairs of group and number that are new.</summary>
    private sealed class Counting(BoundExpression value, BoundExpression? predicate) : Accumulator
    {
        private readonly GroupIndex numbers = new([value.Type]);
        private readonly HashSet<long> pairs = [];
        private long[] counts = [];

        public override void Add(Batch batch, int[] groups, int count, QueryContext context)
        {
            Array.Resize(ref counts, Math.Max(count, counts.Length));
            var (column, before) = (value.Evaluate(batch, context), pairs.Count);
            var holds = predicate?.Evaluate(batch, context) as Column<bool>;
            var numbered = numbers.Assign([column], batch.Length);
            for (var row = 0; row < batch.Length; row++)
            {
                if (!column.IsNull(row) && (holds is null || (holds[row] && !holds.IsNull(row))) && pairs.Add(((long)groups[row] << 32) | (uint)numbered[row]))
                {
                    counts[groups[row]]++;
                }
            }

            context.Hold((pairs.Count - before) * 48L);
        }

        public override bool CanMerge => true;

        public override void Merge(Accumulator other, int[] groups, int count)
        {
            Array.Resize(ref counts, Math.Max(count, counts.Length));
            var theirs = (Counting)other;
            var numbered = numbers.Assign(theirs.numbers.Keys(), theirs.numbers.Count);
            foreach (var pair in theirs.pairs)
            {
                var group = groups[(int)(pair >> 32)];
                counts[group] += pairs.Add(((long)group << 32) | (uint)numbered[(int)pair]) ? 1 : 0;
            }
        }

        public override IEnumerable<Column> Finish(int count)
        {
            Array.Resize(ref counts, count);
            return [new Column<long>(counts)];
        }
    }
}
