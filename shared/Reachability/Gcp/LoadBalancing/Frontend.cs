using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A forwarding rule and what lies between it and the backends.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Via">Target proxy and URL map, in this order.</param>
internal sealed record Frontend(ForwardingRule Rule, IReadOnlyList<Resource> Via)
{
    /// <summary>Every forwarding rule that leads to a backend service, a target pool or a target instance.</summary>
    public static IEnumerable<Frontend> Of(Resource behind, IEstate estate) =>
        Leading(behind.Id, [], estate)
            .Concat(ProxiesTo(behind.Id, [], estate))
            .Concat(estate.Naming<UrlMap>(behind.Id).SelectMany(map => ProxiesTo(map.Id, [map], estate)))
            .Concat(estate.Naming<TargetPool>(behind.Id).SelectMany(primary => Leading(primary.Id, [primary], estate)));

    /// <summary>The way in: only what the rule takes goes on.</summary>
    public PathBuilder Enter(SourceSet internet)
    {
        var path = Enter(Rule, internet);
        foreach (var step in Via)
        {
            path.By(step.Id.Text, step switch { UrlMap => "URL map", TargetPool => "target pool", _ => "target proxy" });
        }

        return path;
    }

    /// <summary>The way through a forwarding rule alone.</summary>
    public static PathBuilder Enter(ForwardingRule rule, SourceSet internet)
    {
        var path = new PathBuilder(new(EntranceKind.LoadBalancer, rule.Id.Text, rule.Address), internet);
        return rule.Problems.Count > 0 ? path.Unread(rule.Id.Text, "forwarding rule", string.Join("; ", rule.Problems))
            : rule.IsExternal
            ? path.Only(rule.Flows, rule.Id.Text, "forwarding rule", $"it takes {rule.Protocol} on {string.Join(", ", rule.Ports)} of {rule.Address ?? "its address"}")
            : path.Closed(rule.Id.Text, "forwarding rule", $"its address {rule.Address} is internal");
    }

    private static IEnumerable<Frontend> ProxiesTo(ResourceId target, Resource[] inside, IEstate estate) =>
        estate.Naming<TargetProxy>(target).SelectMany(proxy => Leading(proxy.Id, [proxy, .. inside], estate));

    private static IEnumerable<Frontend> Leading(ResourceId target, Resource[] via, IEstate estate) =>
        estate.Naming<ForwardingRule>(target).Select(rule => new Frontend(rule, via));
}
