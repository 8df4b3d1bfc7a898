using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>One way from the internet to an asset.</summary>
/// <param name="Entrance">What kind of door.</param>
/// <param name="Resource">The resource that is addressed.</param>
/// <param name="Address">Its address or host name; null where it was not told.</param>
/// <param name="Reachable">What gets through for certain.</param>
/// <param name="Perhaps">What may get through besides.</param>
/// <param name="Hops">The steps in order; of a closed way, up to the one that ends it.</param>
public sealed record PathView(
    EntranceKind Entrance, string Resource, string? Address, IReadOnlyList<FlowView> Reachable, IReadOnlyList<FlowView> Perhaps, IReadOnlyList<HopView> Hops)
{
    /// <summary>The view of a path.</summary>
    public static PathView Of(Path path, InternetSources? internet) => new(
        path.Entrance.Kind, path.Entrance.Resource, path.Entrance.Address,
        FlowView.Of(path.Reach.Certain, internet), FlowView.Of(path.Reach.Undecided, internet), [.. HopView.Of(path)]);
}

/// <summary>A step on the way.</summary>
/// <param name="What">What decides here, in the cloud's words.</param>
/// <param name="Resource">The resource that decides.</param>
/// <param name="Ends">Whether the way ends here.</param>
/// <param name="Reason">Why, where no rule list decides.</param>
/// <param name="Rules">The rules that let through what gets further, or stop the rest.</param>
public sealed record HopView(string What, string Resource, bool Ends, string? Reason, IReadOnlyList<string> Rules)
{
    /// <summary>The steps of a path, up to the one that ends it.</summary>
    public static IEnumerable<HopView> Of(Path path)
    {
        var (block, arrived) = (path.Block, FlowSet.All);
        foreach (var hop in path.Hops)
        {
            var ends = hop == block?.Hop;
            yield return new(hop.What, hop.Resource, ends, hop.Reason, [.. hop.Rules(block is null ? path.Reach.Possible : arrived, allowing: !ends)]);
            if (ends)
            {
                yield break;
            }

            arrived = arrived.Intersect(hop.Reach.Possible);
        }
    }
}
