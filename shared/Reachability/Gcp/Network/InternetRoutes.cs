using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>Whether answers to clients leave by the internet gateway.</summary>
/// <remarks>
/// Source: "Routes" (order: longest prefix, then priority; routes with tags are for tagged instances) and "VPC networks", internet access requirements:
/// an external address works only with a route to the default internet gateway. Every network is made with one; load balancers' proxies need none.
/// </remarks>
internal static class InternetRoutes
{
    private static readonly Rule NoRoute = new("no route", allows: false, FlowSet.All);

    /// <summary>Goes through the network's routes, as the instance sees them.</summary>
    public static PathBuilder Through(PathBuilder path, ResourceId network, IReadOnlyList<string> tags, IEstate estate)
    {
        var routes = estate.Naming<Route>(network.Routes).ToArray();
        return routes.Length == 0 ? path.By(network.Text, "default route to the internet gateway, which every network is made with; no route was read")
            : path.Through(RuleList.Shared(network.Text, [.. routes.Where(route => IsFor(route, tags)).OrderByDescending(static route => route.Destination?.PrefixLength ?? -1).ThenBy(static route => route.Priority).Select(static route => route.Rule)], NoRoute), network.Text, "routes for answers");
    }

    private static bool IsFor(Route route, IReadOnlyList<string> tags) => route.Tags.Count == 0 || route.Tags.Intersect(tags).Any();
}
