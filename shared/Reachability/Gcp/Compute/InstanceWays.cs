using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Gcp.LoadBalancing;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>Every way from the internet to an instance: its own external addresses, load balancers, protocol forwarding.</summary>
internal static class InstanceWays
{
    /// <summary>What the configuration says about an instance.</summary>
    public static Verdict Of(Instance instance, IEstate estate, SourceSet internet)
    {
        var arrival = new Arrival(instance, estate);
        var paths = Direct(arrival, internet).Concat(BalancedWays.Of(arrival, internet));
        return new(instance.Id, [.. paths], [.. Missing(instance), .. Memberships.Unlisted(instance, estate), .. Dangling.MayHide(instance, estate), .. Dangling.MayEndIn(instance, estate)]);
    }

    private static IEnumerable<Path> Direct(Arrival arrival, SourceSet internet)
    {
        var instance = arrival.Instance;
        var addresses = instance.Interfaces.SelectMany(static nic => nic.External.Select(address => (nic, address))).ToArray();
        return addresses.Length > 0 ? addresses.Select(at => Direct(arrival, at.nic, at.address, internet))
            : instance.Interfaces.Count > 0 ? [Start(instance, null, internet).Closed(instance.Id.Text, "external address", "no interface has an access config: the instance has no external address").Build()]
            : [];
    }

    private static Path Direct(Arrival arrival, NetworkInterface nic, ExternalAddress external, SourceSet internet)
    {
        var instance = arrival.Instance;
        var path = Start(instance, external.Address, internet);
        return external.Address is not { } address
            ? path.Closed(instance.Id.Text, "external address", $"the access config of {nic.Name} has no address now: none is assigned while the instance is {instance.Status}").Build()
            : arrival.FromInternet(
                path.Only(FlowSet.All.Only(external.Family), instance.Id.Text, "external address", $"{address} is an address of {nic.Name}"),
                nic,
                external.Family is Family.V4 ? nic.Internal : Gcp.Network.Ranges.Of(address));
    }

    private static PathBuilder Start(Instance instance, string? address, SourceSet internet) =>
        new(new(EntranceKind.DirectAddress, instance.Id.Text, address), internet);

    private static IEnumerable<string> Missing(Instance instance) =>
        instance.Interfaces.Count == 0 ? [$"no network interface of {instance.Id} was told, and every instance has one"]
        : instance.Problems;
}
