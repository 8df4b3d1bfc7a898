using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>count and countif.</summary>
internal static class Counts
{
    private static readonly Constant Always = new(ScalarType.Bool, true);

    public static IEnumerable<Aggregate> All =>
    [
        new("count", "(): long", "counts every row; 0 of none", site => Of(site.NameOf("count_"), Always)),
        new("countif", "(predicate: bool): long", "counts where the predicate is true; 0 of none", site => Of(site.NameOf("countif_"), site.Predicate(0))),
    ];

    private static BoundAggregate Of(string name, BoundExpression predicate)
        => new(name, ScalarType.Long, () => new Folding<bool, long, long>(predicate, null, (count, holds) => holds ? count + 1 : count, (count, _) => count) { Both = (a, b) => a + b });
}
