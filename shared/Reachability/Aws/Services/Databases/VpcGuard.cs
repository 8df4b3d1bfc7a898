using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>What stands before a publicly accessible database in its VPC: the route of its subnet, the network ACL, the security groups.</summary>
internal static class VpcGuard
{
    private const string Group = "DB subnet group";

    /// <summary>One way for each subnet in which the database may be; its group has several, and only its zone tells which.</summary>
    public static IEnumerable<PathBuilder> Through(PathBuilder way, DatabaseInstance instance, IEstate estate)
    {
        var (subnets, groups) = (instance.Network.SubnetsIn(instance.Zone), instance.Network.SecurityGroups);
        PathBuilder[] ways =
        [
            .. subnets.Select(subnet => way.Branch()
                .IntoSubnet(new(subnet, instance.Network.Vpc), estate)
                .ThroughSecurityGroups(groups.Count == 0 ? null : groups, Caller.Internet, instance.Id, estate)),
        ];
        return ways.Length == 0 ? [way.Unread(instance.Id.Text, Group, $"The subnets of {instance.Id} were not told.")]
            : ways.Length == 1 ? ways
            : InOneOf(ways, instance.Id.Text);
    }

    // It is in one of them and nobody told in which: certain is only what gets through wherever it is.
    private static IEnumerable<PathBuilder> InOneOf(PathBuilder[] ways, string id)
    {
        var everywhere = ways.Select(static way => way.Build().Reach.Certain).Aggregate(static (all, next) => all.Intersect(next));
        var place = new RuleList(Group, [new Rule("whichever of its subnets it is in", Allows: true, everywhere, FlowSet.All)], new("elsewhere", allows: false, FlowSet.All));
        return ways.Select(way => way.Through(place, id, Group));
    }
}
