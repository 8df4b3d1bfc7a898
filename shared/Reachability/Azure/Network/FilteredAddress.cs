using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>An address that a network security group protects: what its rules call a destination.</summary>
/// <remarks>Rules see the private address: the public one is translated before ("How network security groups filter network traffic").</remarks>
/// <param name="Network">The virtual network; null where it was not read.</param>
/// <param name="Addresses">The private address, or the block that it lies in; empty where none was told.</param>
/// <param name="IsOne">Whether <paramref name="Addresses"/> is the address itself.</param>
/// <param name="Groups">Application security groups that it is in.</param>
/// <param name="Estate">Where members of other groups are found.</param>
public sealed record FilteredAddress(VirtualNetwork? Network, SourceSet Addresses, bool IsOne, IReadOnlyList<ResourceId> Groups, IEstate Estate)
{
    /// <summary>Whether a rule's destination certainly, and whether it possibly, is this address.</summary>
    public (bool Certain, bool Possible) Matches(SecurityRule rule)
    {
        var destinations = rule.Destinations;
        var isGroup = rule.DestinationGroups.Any(Groups.Contains);
        var isNetwork = destinations.Tags.Any(static tag => ServiceTag.Is(tag, "VirtualNetwork"));
        var certain = isGroup || isNetwork || destinations.Prefixes.Equals(SourceSet.All)
            || (!Addresses.IsEmpty && Addresses.Except(destinations.Prefixes).IsEmpty);
        var possible = certain || !destinations.IsWhole || (Addresses.IsEmpty ? !destinations.Prefixes.IsEmpty : !Addresses.Intersect(destinations.Prefixes).IsEmpty)
            || !rule.IsWhole;
        return (certain, possible);
    }

    /// <summary>The private addresses of application security groups; an interface whose address was not told may have any of the network's.</summary>
    public AddressScope Members(IReadOnlyList<ResourceId> groups) => groups
        .SelectMany(group => Estate.Naming<NetworkInterface>(group)
            .SelectMany(static card => card.Configurations)
            .Where(configuration => configuration.SecurityGroups.Contains(group)))
        .Aggregate(AddressScope.None, (all, member) => all.Union(member.Address is { } address
            ? AddressScope.Exactly(AddressText.Of(address))
            : AddressScope.SomeOf(Network?.Space ?? ServiceTag.Private)));
}
