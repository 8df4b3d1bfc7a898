using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>From where Google front ends speak to backends.</summary>
/// <remarks>Source: "Firewall rules" of Cloud Load Balancing; IPv6 is used only where the backend service says so.</remarks>
internal static class GoogleFrontEnds
{
    private static readonly SourceSet Ranges = SourceSet.Of(
    [
        Range("35.191.0.0/16"),
        Range("130.211.0.0/22"),
        Range("2600:2d00:1:b029::/64"),
        Range("2600:2d00:1:1::/64"),
    ]);

    /// <summary>The sources that a backend sees.</summary>
    /// <param name="addressSelection"><c>ipAddressSelectionPolicy</c> of the backend service.</param>
    public static SourceSet Sources(string addressSelection) => addressSelection switch
    {
        "IPV6_ONLY" => Ranges with { V4 = AddressSet.Empty },
        "PREFER_IPV6" => Ranges,
        _ => Ranges with { V6 = AddressSet.Empty },
    };

    private static IpRange Range(string text) => IpRange.TryParse(text, out var range) ? range : throw new ArgumentException(text, nameof(text));
}
