using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>count and countif.</summary>
internal static class Counts
{
    public static IEnumerable<Aggregate> All =>
    [
        new("count", "(): long", "counts every row; 0 of none", site => Of(site.NameOf("count_"), null)),
        new("countif", "(predicate: bool): long", "counts where the predicate is true; 0 of none", site => Of(site.NameOf("countif_"), site.Predicate(0))),
    ];

    private static BoundAggregate Of(string name, BoundExpression? predicate) => new(name, ScalarType.Long, () => new Counting(predicate));

    private sealed class Counting(BoundExpression? predicate) : Accumulator
    {
        private long[] counts = [];

        public override bool CanMerge => true;

        public override void Add(Batch batch, int[] groups, int count, QueryContext context)
        {
            Grow(count);
            if (predicate is not null)
            {
                foreach (var row in Selection.Of((Column<bool>)predicate.Evaluate(batch, context)))
                {
                    counts[groups[row]]++;
                }
            }
            else if (count == 1)
            {
                counts[0] += batch.Length;
            }
            else
            {
                CountAll(groups.AsSpan(0, batch.Length));
            }
        }

        public override void Merge(Accumulator other, int[] groups, int count)
        {
            Grow(count);
            for (var group = 0; group < groups.Length; group++)
            {
                counts[groups[group]] += ((Counting)other).counts[group];
            }
        }

        public override IEnumerable<Column> Finish(int count)
        {
            Grow(count);
            return [new Column<long>(counts[..count])];
        }

        private void CountAll(ReadOnlySpan<int> groups)
        {
            var all = counts;
            foreach (var group in groups)
            {
                all[group]++;
            }
        }

        private void Grow(int count)
        {
            if (count > counts.Length)
            {
                Array.Resize(ref counts, Math.Max(count, counts.Length * 2));
            }
        }
    }
}
