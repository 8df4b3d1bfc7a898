using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>The ways into an instance by public addresses of its own, one an address.</summary>
internal static class DirectWays
{
    /// <summary>Every way; one that is closed where an interface has no public address.</summary>
    public static IEnumerable<Path> Of(Instance instance, IEstate estate, InternetSources internet) =>
        InterfacesOf(instance, estate).SelectMany(found => Of(instance, found.Interface, found.Copy, estate, internet));

    /// <summary>An instance's interfaces: each as it was read itself, with the instance's copy, or else that copy.</summary>
    public static IEnumerable<(NetworkInterface Interface, NetworkInterface? Copy)> InterfacesOf(Instance instance, IEstate estate)
    {
        var own = estate.Naming<NetworkInterface>(instance.Id).ToDictionary(static read => read.Id);
        return own.Values.Select(read => (read, instance.Interfaces.FirstOrDefault(copy => copy.Id == read.Id)))
            .Concat(instance.Interfaces.Where(copy => !own.ContainsKey(copy.Id)).Select(static copy => (copy, (NetworkInterface?)null)));
    }

    private static Path[] Of(Instance instance, NetworkInterface at, NetworkInterface? copy, IEstate estate, InternetSources internet)
    {
        var agreed = at.Public.Select(address => To(instance, at, address, estate, internet, Doubt(at, copy, address, estate)));
        var elsewhere = Claimed(at, copy, estate).Select(claim => To(instance, at, claim.Address, estate, internet, claim.Doubt));
        Path[] ways = [.. agreed, .. elsewhere];
        return ways.Length > 0 ? ways : [None(at, internet)];
    }

    private static Path To(Instance instance, NetworkInterface at, InterfaceAddress address, IEstate estate, InternetSources internet, string? doubt)
    {
        var outside = address.Public ?? address.Private;
        var path = new PathBuilder(new(EntranceKind.DirectAddress, at.Id.Text, outside == IpAddress.Unspecified ? null : $"{outside}"), Only(outside, internet));
        if (instance.IsTerminated || (instance.IsStopped && !address.IsElastic))
        {
            return path.Closed(instance.Id.Text, "instance", $"it is {instance.State}, and its address is given back").Build();
        }

        if (doubt is not null)
        {
            path.Unread(at.Id.Text, "public address", doubt);
        }

        return path.IntoSubnet(at.Place with { Address = address.Private }, estate).ThroughSecurityGroups(at.Groups, Caller.Internet, at.Id, estate).Build();
    }

    private static Path None(NetworkInterface at, InternetSources internet) =>
        new PathBuilder(new(EntranceKind.DirectAddress, at.Id.Text, null), internet.Strangers).Closed(at.Id.Text, "network interface", "it has no public address").Build();

    private static SourceSet Only(IpAddress outside, InternetSources internet) =>
        outside.IsV4 ? internet.Strangers with { V6 = AddressSet.Empty } : internet.Strangers with { V4 = AddressSet.Empty };

    private static string? Doubt(NetworkInterface at, NetworkInterface? copy, InterfaceAddress address, IEstate estate) =>
        estate.Find<UnreadResource>(at.Id) is not null ? $"{at.Id} changed and was not read"
        : copy is not null && copy.Public.All(other => other.Public != address.Public) ? $"{at.Id} has {address.Public}, and its instance does not say so"
        : null;

    // Addresses that only the instance or only the Elastic IP address tells of.
    private static IEnumerable<(InterfaceAddress Address, string Doubt)> Claimed(NetworkInterface at, NetworkInterface? copy, IEstate estate)
    {
        var known = at.Public.Select(static address => address.Public).ToHashSet();
        var copied = (copy?.Public ?? []).Where(address => known.Add(address.Public)).Select(address => (address, $"the instance of {at.Id} has {address.Public}, and {at.Id} itself does not say so"));
        var elastic = estate.Naming<ElasticAddress>(at.Id)
            .Where(read => IpAddress.TryParse(read.PublicAddress, out var address) && known.Add(address))
            .Select(read => (new InterfaceAddress(at.Addresses[0].Private, IpAddress.TryParse(read.PublicAddress, out var address) ? address : null, IsElastic: true), $"{read.Id} is associated with {at.Id}, which does not say so"));
        return copied.Concat(elastic);
    }
}
