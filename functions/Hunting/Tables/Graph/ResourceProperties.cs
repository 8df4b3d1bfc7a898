using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>What the graph tells of a resource that is judged.</summary>
internal static class ResourceProperties
{
    /// <summary>Whether and by which routes the internet gets in; nothing where it does not for certain, or only who is trusted does.</summary>
    public static IEnumerable<(string Name, Dynamic? Value)> Of(VerdictView verdict)
    {
        var open = verdict.Paths.Where(static path => path.Reachable.Count > 0).ToList();
        return (verdict.Status is VerdictStatus.Reachable && verdict.Width is not Width.Trusted) || verdict.Exposed is VerdictStatus.Reachable
            ? [("exposedToInternet", Bag.Of(("routes", new DynamicArray([.. open.Select(Route)]))))]
            : [];
    }

    private static DynamicBag Route(PathView path) => Bag.Of(
        ("entrance", Bag.Text(path.Resource)), ("address", Bag.Text(path.Address)), (RouteRules.Name, RouteRules.Reachability(path.Reachable.SelectMany(RouteRules.Of))));
}
