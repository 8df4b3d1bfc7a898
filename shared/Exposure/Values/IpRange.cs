using System.Globalization;

namespace ExposurePipeline.Exposure.Values;

/// <summary>A CIDR range.</summary>
/// <param name="Network">Its first address.</param>
/// <param name="PrefixLength">0 to 32 for IPv4, 0 to 128 for IPv6.</param>
public readonly record struct IpRange(IpAddress Network, int PrefixLength)
{
    /// <summary>Reads <c>192.0.2.0/24</c>, <c>2001:db8::/32</c> or a single address; host bits must be zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpRange range)
    {
        range = default;
        var slash = text.IndexOf('/');
        if (!IpAddress.TryParse(slash < 0 ? text : text[..slash], out var network))
        {
            return false;
        }

        var length = network.IsV4 ? 32 : 128;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > (network.IsV4 ? 32 : 128)))
        {
            return false;
        }

        range = new(network, length);
        return range.Mask(network).Equals(network);
    }

    /// <summary>Whether the address lies in the range; never across families.</summary>
    public bool Contains(IpAddress address) => address.IsV4 == Network.IsV4 && Mask(address).Equals(Network);

    /// <inheritdoc/>
    public override string ToString() => $"{Network}/{PrefixLength}";

    private IpAddress Mask(IpAddress address)
    {
        var host = (address.IsV4 ? 32 : 128) - PrefixLength;
        return host >= 128 ? address with { Bits = 0 } : address with { Bits = address.Bits >> host << host };
    }
}
