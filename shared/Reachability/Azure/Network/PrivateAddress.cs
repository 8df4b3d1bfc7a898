using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>
/// Pools and DNAT rules name their targets by address. Such a name is kept beside the ids, so that who names an address is found from the address;
/// networks may use the same one, so that whoever is found must also reach the target's network.
/// </summary>
internal static class PrivateAddress
{
    /// <summary>The address as a name.</summary>
    public static ResourceId NameOf(IpAddress address) => new(Cloud.Azure, $"address:{address}");

    /// <summary>The address that a text tells, as a name; null for text that is none.</summary>
    public static ResourceId? NameOf(string? text) => IpAddress.TryParse(text, out var address) ? NameOf(address) : null;
}
