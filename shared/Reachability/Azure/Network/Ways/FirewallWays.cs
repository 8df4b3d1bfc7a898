using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>Ways through the DNAT rules of Azure Firewall.</summary>
/// <remarks>
/// The firewall puts an address of its own in place of the client's ("Azure Firewall FAQ"): the target sees the firewall's subnet, so that rules for the
/// virtual network apply to it.
/// </remarks>
internal static class FirewallWays
{
    /// <summary>Every way to a private address of a network.</summary>
    public static IEnumerable<Arrival> To(IpAddress address, ResourceId? network, Perimeter perimeter) =>
        from firewall in Firewalls(address, perimeter.Estate)
        let reaches = perimeter.Reaches(firewall.Network, network, AddressText.Of(address))
        where reaches != false
        let rules = FirewallRules.Of(firewall, perimeter.Estate)
        from translation in rules.Translations
        where translation.Rule.TranslatedAddress == address
        from door in Doors(firewall, perimeter)
        from arrival in Through(rules, translation.Rule, door, reaches, perimeter)
        select arrival;

    /// <summary>What was not read of firewalls that stand in a network or in a peer of it: any of it may lead to an address of the network.</summary>
    public static IEnumerable<string> Missing(ResourceId network, IEstate estate) =>
        from place in (estate.Find<VirtualNetwork>(network)?.Peerings ?? []).Select(static peering => peering.Remote).OfType<ResourceId>().Prepend(network)
        from firewall in estate.Naming<AzureFirewall>(place)
        from missing in FirewallRules.MissingOf(firewall, estate)
        select $"{missing} was not read: a DNAT rule of {firewall.Id} may lead here.";

    private static IEnumerable<AzureFirewall> Firewalls(IpAddress address, IEstate estate)
    {
        var name = PrivateAddress.NameOf(address);
        var policies = estate.Naming<RuleCollectionGroup>(name).Select(static group => group.Policy).OfType<ResourceId>().ToHashSet();
        var pending = new Queue<ResourceId>(policies);
        while (pending.TryDequeue(out var policy))
        {
            foreach (var heir in estate.Naming<FirewallPolicy>(policy).Where(heir => policies.Add(heir.Id)))
            {
                pending.Enqueue(heir.Id);
            }
        }

        return estate.Naming<AzureFirewall>(name)
            .Concat(policies.SelectMany(policy => estate.Naming<AzureFirewall>(policy)))
            .DistinctBy(static firewall => firewall.Id);
    }

    private static IEnumerable<(PathBuilder Way, IpAddress? Address)> Doors(AzureFirewall firewall, Perimeter perimeter)
    {
        foreach (var frontend in firewall.Frontends)
        {
            if (frontend.PublicAddress is { } id)
            {
                yield return (perimeter.At(EntranceKind.FirewallNat, id, frontend.Id), perimeter.Estate.Find<PublicIpAddress>(id)?.Address);
            }
        }

        foreach (var address in firewall.HubAddresses)
        {
            yield return (perimeter.Start(EntranceKind.FirewallNat, firewall.Id, address.ToString()), address);
        }
    }

    private static IEnumerable<Arrival> Through(
        FirewallRules rules, FirewallRule rule, (PathBuilder Way, IpAddress? Address) door, bool? reaches, Perimeter perimeter)
    {
        var firewall = rules.Firewall;
        if (door.Address is { } publicAddress)
        {
            var taking = rules.Taking(rule, publicAddress, perimeter.Estate);
            if (taking.Reach.Possible.IsEmpty)
            {
                return [];
            }

            door.Way.Through(taking, firewall.Id.Text, $"DNAT rule {rule.Name}");
        }

        foreach (var missing in rules.Missing)
        {
            door.Way.Unread(missing.Text, "firewall rules", $"{missing} was not read: a rule in it may deny.");
        }

        var subnet = firewall.Subnet is null ? null : Guards.EnterSubnet(door.Way, firewall.Subnet, firewall.Id, perimeter.Estate, keepsClient: true);
        if (reaches is null)
        {
            door.Way.Unread(firewall.Hub?.Text ?? firewall.Network?.Text ?? firewall.Id.Text, "network", "Whether the firewall's network reaches that of the target was not read.");
        }

        var allowing = rules.Allowing(rule.TranslatedAddress!.Value, perimeter.Estate);
        return from protocol in rule.ByProtocols where Protocols.HasPorts(protocol) from ports in rule.Ports.Ranges select Translated(door.Way.Branch(), firewall, rule, (protocol, ports), allowing, subnet);
    }

    private static Arrival Translated(
        PathBuilder way, AzureFirewall firewall, FirewallRule rule, (int Protocol, NumberRange Ports) flows, RuleList allowing, Subnet? subnet)
    {
        var inside = rule.TranslatedPort is { } port ? NumberRange.Of(port) : flows.Ports;
        var seenAs = subnet is { Space.IsEmpty: false } ? subnet.Space : ServiceTag.Private;
        way.Translated(new(flows.Protocol, flows.Ports, inside, null), firewall.Id.Text, "DNAT", $"Sent to {rule.TranslatedAddress} port {inside}.");
        way.Through(allowing, firewall.Id.Text, "network rules");
        way.Translated(new(flows.Protocol, inside, inside, seenAs), firewall.Id.Text, "source NAT", "The target sees an address of the firewall.");
        return new(way, KeepsClient: false, NeedsSecurityGroup: false);
    }
}
