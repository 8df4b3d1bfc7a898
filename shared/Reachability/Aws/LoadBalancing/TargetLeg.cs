using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>The way from a listener to one target.</summary>
/// <param name="Target">The interface that traffic goes to.</param>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Port">The listener's port.</param>
/// <param name="TargetPort">The target's port; null where it was not told.</param>
/// <param name="Listener">What listens.</param>
/// <param name="Groups">The load balancer's security groups.</param>
/// <param name="Family">The family of the target's address.</param>
/// <param name="KeepsClient">Whether the target sees the client's address, where it is of the same family.</param>
/// <param name="Rules">Which clients the listener's rules send to the target; null where it has none.</param>
/// <param name="Doubt">Why the target is not certain; null where it is.</param>
internal sealed record TargetLeg(
    NetworkInterface Target, int Transport, int Port, int? TargetPort, string Listener, IReadOnlyList<ResourceId>? Groups, Family Family, bool KeepsClient, RuleList? Rules, string? Doubt)
{
    /// <summary>From a listener of version 2.</summary>
    public static TargetLeg Of(Membership member, Front front, int transport, IEstate estate)
    {
        var (group, balancer) = (estate.Find<TargetGroup>(member.TargetGroup), estate.Find<LoadBalancerV2>(front.Listener.LoadBalancer));
        var keeps = balancer is { IsNetwork: true } && (transport == Protocols.Udp || (group?.KeepsClient ?? member.IsInstance));
        return new(
            member.Interface, transport, front.Listener.Port ?? 0, member.Port ?? group?.Port, front.Listener.Id.Text, balancer?.Groups, group?.Family ?? Family.V4, keeps, front.ClientsIn(estate), member.Doubt);
    }

    /// <summary>Goes on from a node to the target.</summary>
    /// <remarks>Between two interfaces of one subnet no network ACL is asked (VPC User Guide, Network ACL basics).</remarks>
    public PathBuilder After(FrontNode node, IEstate estate)
    {
        var path = node.Path;
        Uncertain(path);
        if (TargetPort is not { } port)
        {
            return path.Unread(Listener, "target", $"the port of {Target.Id} behind {Listener} was not told");
        }

        var seen = KeepsClient && node.Clients == Family ? null : Seen(node, estate);
        path.Translated(new(Transport, NumberRange.Of(Port), NumberRange.Of(port), seen), Listener, "listener", $"forwards port {Port} to port {port} of {Target.Id}{(seen is null ? "" : ", which sees the load balancer")}");
        path.OutOfSecurityGroups(Groups, Address, Target.Groups, estate);
        if (node.Subnets is [var from] && from != Target.Place.Subnet)
        {
            path.OutOfSubnet(new(from, Target.Place.Vpc), Address, estate);
        }

        if (node.Subnets.All(subnet => subnet != Target.Place.Subnet))
        {
            path.ThroughNetworkAcl(Target.Place, estate);
        }

        return path.ThroughSecurityGroups(Target.Groups, Groups is [] ? Caller.Internet : new Caller(Groups), Target.Id, estate);
    }

    private IpAddress Address => Family is Family.V6 && Target.V6.Count > 0 ? Target.V6[0]
        : Target.Addresses.Select(static address => address.Private).FirstOrDefault(IpAddress.Unspecified);

    private void Uncertain(PathBuilder path)
    {
        if (Rules is not null)
        {
            path.Through(Rules, Listener, "listener rules");
        }

        if (Doubt is not null)
        {
            path.Unread(Listener, "targets", Doubt);
        }
    }

    // Which address of its subnet a node has is not told: each of them must get through.
    private SourceSet Seen(FrontNode node, IEstate estate)
    {
        var subnets = node.Subnets.Select(id => estate.Find<Subnet>(id)).ToArray();
        var all = subnets.Length == 0 || Array.Exists(subnets, static subnet => subnet is null) ? SourceSet.All : SourceSet.Of(subnets.SelectMany(static subnet => subnet?.Ranges ?? []));
        return Family is Family.V4 ? all with { V6 = AddressSet.Empty } : all with { V4 = AddressSet.Empty };
    }
}
