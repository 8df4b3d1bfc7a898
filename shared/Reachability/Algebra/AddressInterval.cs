using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Reachability.Algebra;

/// <summary>Addresses of one family, both ends inclusive; clouds write ranges that are no CIDR blocks.</summary>
/// <param name="First">Lowest address as a number; IPv4 uses the low 32 bits.</param>
/// <param name="Last">Highest address, not below <paramref name="First"/>.</param>
public readonly record struct AddressInterval(UInt128 First, UInt128 Last)
{
    /// <summary>The addresses of a CIDR block.</summary>
    public static AddressInterval Of(IpRange range)
    {
        var host = (range.Network.IsV4 ? 32 : 128) - range.PrefixLength;
        return new(range.Network.Bits, range.Network.Bits | (host == 128 ? UInt128.MaxValue : (UInt128.One << host) - 1));
    }
}
