using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Aws.Compute;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>The ways into an instance through load balancers.</summary>
/// <param name="Paths">One a node, listener and target.</param>
/// <param name="Missing">What was not read, so that there may be more ways.</param>
internal sealed record BalancedWays(IReadOnlyList<Path> Paths, IReadOnlyList<string> Missing)
{
    /// <summary>Every way.</summary>
    public static BalancedWays Of(Instance instance, IEstate estate, InternetSources internet)
    {
        if (instance.IsTerminated)
        {
            return new([], []);
        }

        var members = Membership.Of(instance, estate).ToArray();
        return new(
            [.. members.SelectMany(member => Through(member, estate, internet)), .. ThroughClassic(instance, estate, internet)],
            [.. WithoutListeners(instance, estate), .. WithoutFront(members, estate)]);
    }

    private static IEnumerable<Path> Through(Membership member, IEstate estate, InternetSources internet) =>
        from front in Front.Of(member.TargetGroup, estate)
        where front.Listener.IsRead
        from transport in front.Listener.Transports
        from node in NodesOf(front.Listener, estate, internet)
        let towards = node.Towards(member.Interface.Place.Subnet, estate.Find<LoadBalancerV2>(front.Listener.LoadBalancer), estate.Find<TargetGroup>(member.TargetGroup), estate)
        let path = TargetLeg.Of(member, front, transport, estate).After(towards, estate)
        where member.Doubt is null || !path.IsClosed
        select path.Build();

    private static IEnumerable<FrontNode> NodesOf(Listener listener, IEstate estate, InternetSources internet) => estate.Find<LoadBalancerV2>(listener.LoadBalancer) is { } balancer
        ? FrontNodes.Of(balancer, estate, internet)
        : [new(new PathBuilder(new(EntranceKind.LoadBalancer, $"{listener.LoadBalancer}", null), internet.Strangers).Unread($"{listener.LoadBalancer}", "load balancer", $"{listener.LoadBalancer} was not read"), Family.V4, [])];

    private static IEnumerable<Path> ThroughClassic(Instance instance, IEstate estate, InternetSources internet)
    {
        var first = DirectWays.InterfacesOf(instance, estate).Select(static found => found.Interface).MinBy(static read => read.DeviceIndex);
        return first is null ? [] :
            from balancer in ClassicOf(instance, estate)
            from ports in balancer.Ports ?? []
            from node in FrontNodes.Of(balancer, estate, internet)
            select new TargetLeg(first, Protocols.Tcp, ports.Front, ports.Instance, balancer.Id.Text, balancer.Groups, Family.V4, KeepsClient: false, null, null).After(node.Towards(first.Place.Subnet, balancer, null, estate), estate).Build();
    }

    private static IEnumerable<ClassicLoadBalancer> ClassicOf(Instance instance, IEstate estate) => estate.Naming<ClassicLoadBalancer>(instance.Id)
        .Concat(Membership.GroupsOf(instance, estate).SelectMany(static group => group.ClassicBalancers).Select(id => estate.Find<ClassicLoadBalancer>(id)).OfType<ClassicLoadBalancer>())
        .DistinctBy(static balancer => balancer.Id);

    private static IEnumerable<string> WithoutListeners(Instance instance, IEstate estate) => (instance.Vpc is { } vpc ? estate.Naming<LoadBalancerV2>(vpc) : [])
        .Where(balancer => balancer is { IsInternal: false, IsGateway: false } && balancer.Listening(estate) is null && MayLetIn(instance, balancer, estate))
        .Select(static balancer => $"the listeners of {balancer.Id} were not read, which may forward to any instance of its VPC")
        .Concat(ClassicOf(instance, estate).Where(static balancer => balancer is { IsInternal: false, Ports: null }).Select(static balancer => $"the listeners of {balancer.Id} were not read"));

    private static bool MayLetIn(Instance instance, LoadBalancerV2 balancer, IEstate estate) =>
        DirectWays.InterfacesOf(instance, estate).Any(found => found.Interface.Groups is null or []
            || found.Interface.Groups.Any(id => estate.Find<SecurityGroup>(id) is not { } group || !group.RulesFor(new Caller(balancer.Groups), estate).Reach.Possible.IsEmpty));

    private static IEnumerable<string> WithoutFront(IEnumerable<Membership> members, IEstate estate) =>
        from member in members
        from id in estate.Find<TargetGroup>(member.TargetGroup)?.LoadBalancers ?? []
        where estate.Find<LoadBalancerV2>(id) is not { IsInternal: true } && Front.Of(member.TargetGroup, estate).All(front => front.Listener.LoadBalancer != id)
        select $"no listener or rule of {id} that forwards to {member.TargetGroup} was read";
}
