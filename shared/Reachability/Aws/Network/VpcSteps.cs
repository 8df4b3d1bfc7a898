using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>The steps that every way into a VPC has in common.</summary>
public static class VpcSteps
{
    /// <summary>From an internet gateway to a place: the gateway, the route back to it, and the network ACL both ways.</summary>
    public static PathBuilder IntoSubnet(this PathBuilder path, VpcPlace place, IEstate estate)
    {
        var subnet = estate.Find<Subnet>(place.Subnet);
        var whole = place with { Vpc = place.Vpc ?? subnet?.Vpc };
        if (subnet is { IsBlocked: true })
        {
            path.Closed(subnet.Id.Text, "VPC Block Public Access", $"it is in mode {subnet.BlockMode}");
        }

        return path.ThroughInternetGateway(whole, estate).ThroughNetworkAcl(whole, estate);
    }

    /// <summary>Through the network ACL of a place, and its answers out again.</summary>
    public static PathBuilder ThroughNetworkAcl(this PathBuilder path, VpcPlace place, IEstate estate) => NetworkAcl.Of(place, estate) switch
    {
        _ when Unread<NetworkAcl>(place, estate) is { } unread => path.Unread(unread.Id.Text, "network ACL", unread.Reason),
        [var acl] => path.Through(acl.Inbound, acl.Id.Text, "network ACL, inbound").Through(acl.Answers, acl.Id.Text, "network ACL, answers outbound"),
        [] => path.DefaultOrUnread(place, estate, "network ACL", "lets everything through"),
        [var one, var other, ..] => path.Unread(one.Id.Text, "network ACL", $"{one.Id} and {other.Id} both claim {place.Subnet ?? place.Vpc}"),
    };

    /// <summary>Through the security groups of an interface or a service; with none, nothing filters.</summary>
    /// <param name="path">The way so far.</param>
    /// <param name="groups">The groups; null where they were not told.</param>
    /// <param name="caller">Who sends.</param>
    /// <param name="owner">Who bears the groups.</param>
    /// <param name="estate">Everything read.</param>
    public static PathBuilder ThroughSecurityGroups(this PathBuilder path, IReadOnlyList<ResourceId>? groups, Caller caller, ResourceId owner, IEstate estate) => groups switch
    {
        null => path.Unread(owner.Text, "security groups", $"the security groups of {owner} were not told"),
        [] => path.Only(FlowSet.All, owner.Text, "security groups", "it has none, so that none filters"),
        [var one] when estate.Find<SecurityGroup>(one) is { } group => path.Through(group.RulesFor(caller, estate), one.Text, "security group"),
        [var one] => path.Unread(one.Text, "security group", $"security group {estate.WhyUnread(one)}"),
        _ => path.Through(SecurityGroup.ListOf($"security groups of {owner}", groups.SelectMany(id => RulesOf(id, caller, estate))), string.Join(", ", groups), "security groups"),
    };

    /// <summary>Out of the subnet of a load balancer's node to a target elsewhere, and the target's answers in again.</summary>
    /// <remarks>An ACL that is not certain was told of on the way to the node.</remarks>
    public static PathBuilder OutOfSubnet(this PathBuilder path, VpcPlace place, IpAddress target, IEstate estate) => NetworkAcl.Of(place, estate) is [var acl]
        ? path.Through(Towards(acl.Outbound, target), acl.Id.Text, "network ACL, outbound to the target").Through(Towards(acl.AnswersIn, target), acl.Id.Text, "network ACL, answers inbound")
        : path;

    /// <summary>Through the outbound rules of a load balancer's groups, to a target.</summary>
    public static PathBuilder OutOfSecurityGroups(
        this PathBuilder path, IReadOnlyList<ResourceId>? groups, IpAddress target, IReadOnlyList<ResourceId>? targetGroups, IEstate estate) => groups is null or []
        ? path
        : path.Through(
            SecurityGroup.ListOf("outbound rules", groups.SelectMany(id => estate.Find<SecurityGroup>(id)?.Outbound.Select(rule => rule.Towards(id, target, targetGroups, estate)) ?? [new(estate.WhyUnread(id), Allows: true, FlowSet.Empty, FlowSet.All)])),
            string.Join(", ", groups),
            "security groups, outbound");

    // What a list decides about one address at the other end, whoever the client is.
    private static RuleList Towards(RuleList list, IpAddress address) => new(
        list.Name,
        list.Deciding(FlowSet.All, allowing: true).Select(share => new Rule(share.Rule, Allows: true, At(share.Flows.Intersect(list.Reach.Certain), address), At(share.Flows, address))),
        new("*", allows: false, FlowSet.All));

    private static FlowSet At(FlowSet flows, IpAddress address) => flows.Boxes
        .Where(box => box.Family is Family.V4 == address.IsV4 && box.Sources.Contains(address.Bits))
        .Aggregate(FlowSet.Empty, static (all, box) => all.Union(SourceSet.All.On(box.Protocols, box.Ports)));

    private static IEnumerable<Rule> RulesOf(ResourceId id, Caller caller, IEstate estate) => estate.Find<SecurityGroup>(id) is { } group
        ? group.Inbound.Select(permission => permission.For(id, caller, estate))
        : [new(estate.WhyUnread(id), Allows: true, FlowSet.Empty, FlowSet.All)];

    private static PathBuilder ThroughInternetGateway(this PathBuilder path, VpcPlace place, IEstate estate) => RouteTable.Of(place, estate) switch
    {
        _ when Unread<RouteTable>(place, estate) is { } unread => path.Unread(unread.Id.Text, "route table", unread.Reason),
        [var table] when Appliance(table, place, estate) is { } found => path.Unread(found.Table.Text, "gateway route table", $"{found.Gateway} sends what comes in to {found.Target} first, whose rules are not known"),
        [var table] => path.ThroughGatewaysOf(table, place, estate).Through(table.ToInternet(estate), table.Id.Text, "route table"),
        [] => path.DefaultOrUnread(place, estate, "route table", "leads to an internet gateway"),
        [var one, var other, ..] => path.Unread(one.Id.Text, "route table", $"{one.Id} and {other.Id} both claim {place.Subnet ?? place.Vpc}"),
    };

    // What was this subnet's own when it was last understood may still be; what was its VPC's, where the subnet has none of its own.
    private static UnreadResource? Unread<T>(VpcPlace place, IEstate estate)
        where T : Resource
    {
        var own = place.Subnet is { } subnet ? estate.UnreadNaming<T>(subnet).FirstOrDefault() : null;
        return own ?? (place.Vpc is not { } vpc || (place.Subnet is { } known && estate.Naming<T>(known).Any()) ? null
            : estate.UnreadNaming<T>(vpc).FirstOrDefault(static unread => unread.Copies.Any(static copy => copy is RouteTable { IsMain: true } or NetworkAcl { IsDefault: true })));
    }

    // A VPC has one internet gateway at most; routes to others lead nowhere.
    private static PathBuilder ThroughGatewaysOf(this PathBuilder path, RouteTable table, VpcPlace place, IEstate estate)
    {
        var gateways = table.InternetGateways.ToArray();
        var attached = Array.FindAll(gateways, id => estate.Find<InternetGateway>(id) is not { } gateway || !gateway.IsDetachedFrom(place.Vpc ?? table.Vpc));
        return gateways.Length == 0 ? path
            : attached.Length == 0 ? path.Closed(gateways[0].Text, "internet gateway", $"it is not attached to {place.Vpc ?? table.Vpc}")
            : path.By(attached[0].Text, "internet gateway");
    }

    // A gateway's own route table may send what comes in through a firewall, to which answers go back (VPC User Guide, Middlebox routing).
    private static (ResourceId Table, ResourceId Gateway, string Target)? Appliance(RouteTable table, VpcPlace place, IEstate estate)
    {
        var gateways = table.InternetGateways.Concat((place.Vpc ?? table.Vpc) is { } vpc ? estate.Naming<InternetGateway>(vpc).Select(static gateway => gateway.Id) : []);
        var diverted =
            from gateway in gateways
            from edge in estate.Naming<RouteTable>(gateway)
            let route = place.Address is { } address ? edge.Towards(address) : edge.Routes.FirstOrDefault(static route => !route.IsLocal)
            where route is { IsLocal: false }
            select ((ResourceId, ResourceId, string)?)(edge.Id, gateway, route.Target);
        return diverted.FirstOrDefault();
    }

    // What AWS makes is documented, and nothing says that it was changed; anything else was made by someone.
    private static PathBuilder DefaultOrUnread(this PathBuilder path, VpcPlace place, IEstate estate, string what, string does) =>
        estate.Find<Vpc>(place.Vpc) is { IsDefault: true } vpc && estate.Find<Subnet>(place.Subnet) is { IsDefault: true }
            ? path.Only(FlowSet.All, vpc.Id.Text, what, $"none of {vpc.Id} was read; that of a default VPC {does} unless it was changed")
            : path.Unread($"{place.Subnet ?? place.Vpc ?? new(Cloud.Aws, "the subnet")}", what, $"no {what} of {place.Subnet?.Text ?? "a subnet that was not told"} was read");
}
