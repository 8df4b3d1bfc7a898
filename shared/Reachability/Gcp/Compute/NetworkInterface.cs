using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>A network interface of an instance.</summary>
/// <param name="Name">nic0, nic1, …</param>
/// <param name="Network">Its network.</param>
/// <param name="Internal">Its own addresses, which packets bear when they arrive.</param>
/// <param name="External">Where it has, or may have, an address of the internet.</param>
public sealed record NetworkInterface(string Name, ResourceId? Network, SourceSet Internal, IReadOnlyList<ExternalAddress> External)
{
    /// <summary>Reads an interface.</summary>
    internal static NetworkInterface Read(Body nic, ResourceId instance, List<string> problems)
    {
        var name = nic["name"].Text ?? "";
        var where = $"{instance.Last()} {name}";
        return new(
            name,
            GcpName.Of(nic["network"].Text, instance),
            Ranges.Read(nic["networkIP"], where, problems).Known.Union(Ranges.Read(nic["ipv6Address"], where, problems).Known),
            [.. ExternalV4(nic), .. ExternalV6(nic)]);
    }

    // An access config without natIP is of an ephemeral address that is not assigned now.
    private static IEnumerable<ExternalAddress> ExternalV4(Body nic) =>
        nic["accessConfigs"].Items.Select(static config => new ExternalAddress(Family.V4, config["natIP"].Text is { Length: > 0 } address ? address : null));

    private static IEnumerable<ExternalAddress> ExternalV6(Body nic) =>
        nic["ipv6AccessType"].Text is "INTERNAL" ? []
        : nic["ipv6AccessConfigs"].Items.Select(static config => new ExternalAddress(Family.V6, config["externalIpv6"].Text is { Length: > 0 } address ? address : null));
}

/// <summary>An access config of an interface.</summary>
/// <param name="Family">IPv4, which Google Cloud translates one to one, or IPv6, which it does not.</param>
/// <param name="Address">The address; null while none is assigned.</param>
public sealed record ExternalAddress(Family Family, string? Address);
