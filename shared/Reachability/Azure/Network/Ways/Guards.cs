using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>What stands before an address: the subnet's network security group, then the interface's, and the route back.</summary>
/// <remarks>Both groups must allow, in this order ("How network security groups filter network traffic").</remarks>
internal static class Guards
{
    /// <summary>Goes the last part of the way to an address of a network interface.</summary>
    public static PathBuilder Enter(Arrival arrival, NetworkInterface card, IpConfiguration configuration, IEstate estate)
    {
        if (!arrival.IsUnread)
        {
            return Guarded(arrival, card, configuration, estate);
        }

        // What is closed for every port is closed, whichever port an unread frontend leads to.
        var guarded = Guarded(arrival with { Way = arrival.Way.Branch() }, card, configuration, estate);
        return arrival.KeepsClient && guarded.IsClosed ? guarded : arrival.Way;
    }

    private static PathBuilder Guarded(Arrival arrival, NetworkInterface card, IpConfiguration configuration, IEstate estate)
    {
        var way = arrival.Way;
        var subnet = SubnetOf(way, configuration.Subnet, configuration.Id, estate);
        var network = estate.Find<VirtualNetwork>(subnet?.Network);
        if (arrival.KeepsClient && network is not null && !network.Space.Intersect(ServiceTag.Global).IsEmpty)
        {
            way.Only(SourceSet.All.Except(network.Space).On(NumberRange.AllProtocols, NumberRange.AllPorts), network.Id.Text, "virtual network", "It uses public addresses: those are inside.");
        }

        var addresses = configuration.Address is { } address ? AddressText.Of(address) : subnet?.Space ?? SourceSet.Empty;
        var filtered = new FilteredAddress(network, addresses, configuration.Address is not null, configuration.SecurityGroups, estate);
        Through(way, subnet?.SecurityGroup, "network security group of the subnet", filtered);
        Through(way, card.SecurityGroup, "network security group of the network interface", filtered);
        if (subnet is not null && subnet.SecurityGroup is null && card.SecurityGroup is null)
        {
            Unguarded(way, arrival.NeedsSecurityGroup, configuration.Id);
        }

        return arrival.KeepsClient ? Answered(way, subnet, estate) : way;
    }

    /// <summary>Into a subnet that belongs to a gateway: only the subnet has a network security group.</summary>
    public static Subnet? EnterSubnet(PathBuilder way, ResourceId? id, ResourceId owner, IEstate estate, bool keepsClient)
    {
        var subnet = SubnetOf(way, id, owner, estate);
        var filtered = new FilteredAddress(estate.Find<VirtualNetwork>(subnet?.Network), subnet?.Space ?? SourceSet.Empty, IsOne: false, [], estate);
        Through(way, subnet?.SecurityGroup, "network security group of the subnet", filtered);
        if (keepsClient)
        {
            Answered(way, subnet, estate);
        }

        return subnet;
    }

    private static Subnet? SubnetOf(PathBuilder way, ResourceId? id, ResourceId owner, IEstate estate)
    {
        var (subnet, reason) = id is { } known ? SubnetCopies.Find(known, estate) : (null, $"{owner} does not say its subnet: whether that filters is not known.");
        if (subnet is null)
        {
            way.Unread(id?.Text ?? owner.Text, "subnet", reason);
        }

        return subnet;
    }

    private static void Through(PathBuilder way, ResourceId? id, string what, FilteredAddress filtered)
    {
        if (id is not { } group)
        {
            return;
        }

        if (filtered.Estate.Find<NetworkSecurityGroup>(group) is { } known)
        {
            way.Through(known.ListFor(filtered), group.Text, what);
        }
        else
        {
            way.Unread(group.Text, what, $"The network security group {filtered.Estate.WhyUnread(group)}.");
        }
    }

    // "Public IP addresses", SKU: Standard is secure by default and closed to inbound traffic, Basic is open.
    private static void Unguarded(PathBuilder way, bool? needsSecurityGroup, ResourceId configuration)
    {
        const string What = "network security group";
        if (needsSecurityGroup == true)
        {
            way.Closed(configuration.Text, What, "There is none: what comes in by the Standard SKU is closed until one allows it.");
        }
        else if (needsSecurityGroup is null)
        {
            way.Unread(configuration.Text, What, "There is none, and whether the public address is closed without one (Standard SKU) was not read.");
        }
    }

    private static PathBuilder Answered(PathBuilder way, Subnet? subnet, IEstate estate) =>
        subnet?.RouteTable is not { } id ? way
        : estate.Find<RouteTable>(id) is { } table ? way.Through(table.Answers, id.Text, "route of the answers")
        : way.Unread(id.Text, "route table", $"The route table {estate.WhyUnread(id)}: where answers go is not known.");
}
