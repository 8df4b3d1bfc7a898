namespace ExposurePipeline.Exposure.Values;

/// <summary>Which addresses are globally reachable, by IANA's special-purpose registries; the most specific range decides.</summary>
/// <remarks>
/// Sources: IANA "IPv4 Special-Purpose Address Registry" and "IPv6 Special-Purpose Address Registry" (column Globally Reachable),
/// multicast registries, and "IPv6 Address Space" (only 2000::/3 is global unicast). Documentation ranges are not reachable, so
/// examples must not use them as strangers. Terminated rows (192.88.99.0/24, 2001:10::/28) grant and forbid nothing of their own. One address
/// is none of IANA's: 168.63.129.16 is public in form and used inside Azure only ("What is IP address 168.63.129.16?").
/// </remarks>
public static class AddressSpace
{
    private static readonly RangeMap V4 = RangeMap.Create(isV4: true, reachableByDefault: true,
    [
        ("0.0.0.0/8", false), // this network
        ("10.0.0.0/8", false),
        ("100.64.0.0/10", false), // shared by carriers' NAT
        ("127.0.0.0/8", false),
        ("169.254.0.0/16", false),
        ("168.63.129.16/32", false), // Azure's platform: every host there is probed by it
        ("172.16.0.0/12", false),
        ("192.0.0.0/24", false), // IETF protocol assignments
        ("192.0.0.9/32", true), // Port Control Protocol anycast
        ("192.0.0.10/32", true), // TURN anycast
        ("192.0.2.0/24", false),
        ("192.168.0.0/16", false),
        ("198.18.0.0/15", false), // benchmarking
        ("198.51.100.0/24", false),
        ("203.0.113.0/24", false),
        ("224.0.0.0/4", false), // multicast
        ("240.0.0.0/4", false), // reserved, and limited broadcast
    ]);

    private static readonly RangeMap V6 = RangeMap.Create(isV4: false, reachableByDefault: false,
    [
        ("2000::/3", true), // global unicast
        ("2001::/23", false), // IETF protocol assignments
        ("2001:1::1/128", true), // Port Control Protocol anycast
        ("2001:1::2/128", true), // TURN anycast
        ("2001:1::3/128", true), // DNS-SD service registration anycast
        ("2001:3::/32", true), // AMT
        ("2001:4:112::/48", true), // AS112
        ("2001:20::/28", true), // ORCHIDv2
        ("2001:30::/28", true), // drone remote id
        ("2001:db8::/32", false),
        ("3fff::/20", false), // documentation
    ]);

    private static readonly IpRange Nat64 = Range("64:ff9b::/96");
    private static readonly IpRange SixToFour = Range("2002::/16");
    private static readonly IpRange Teredo = Range("2001::/32");

    /// <summary>Whether a stranger on the internet can have or reach this address. Allocates nothing.</summary>
    public static bool IsGlobal(IpAddress address)
    {
        var carried = Carried(address);
        return carried.IsV4 ? V4.IsReachable(carried.Bits) : V6.IsReachable(carried.Bits);
    }

    /// <summary>Whether any address from the first to the last, inclusive and of one family, is reachable; what an address carries is not looked at.</summary>
    public static bool AnyGlobal(IpAddress first, IpAddress last) => (first.IsV4 ? V4 : V6).AnyReachable(first.Bits, last.Bits);

    /// <summary>The globally reachable stretches of a family in ascending order, both ends inclusive; what an address carries is not looked at.</summary>
    public static IEnumerable<(UInt128 First, UInt128 Last)> Global(bool isV4) => isV4 ? V4.Reachable(uint.MaxValue) : V6.Reachable(UInt128.MaxValue);

    /// <summary>127.0.0.0/8 and ::1.</summary>
    public static bool IsLoopback(IpAddress address) => address.IsV4 ? address.Bits >> 24 == 127 : address.Bits == UInt128.One;

    /// <summary>169.254.0.0/16 and fe80::/10: the same address exists on every link.</summary>
    public static bool IsLinkLocal(IpAddress address) => address.IsV4 ? address.Bits >> 16 == 0xa9fe : address.Bits >> 118 == 0x3fa;

    /// <summary>RFC 1918's ranges and fc00::/7: of one organisation each.</summary>
    public static bool IsPrivate(IpAddress address) => address.IsV4
        ? address.Bits >> 24 == 10 || address.Bits >> 20 == 0xac1 || address.Bits >> 16 == 0xc0a8
        : address.Bits >> 121 == 0x7e;

    /// <summary>0.0.0.0 and ::.</summary>
    public static bool IsUnspecified(IpAddress address) => address.Bits == UInt128.Zero;

    /// <summary>Whether one host of the organisation can have this address: global or private, but neither multicast, broadcast, loopback, link-local nor unspecified.</summary>
    public static bool IsHost(IpAddress address) =>
        !IsLoopback(address) && !IsLinkLocal(address) && !IsUnspecified(address)
        && (address.IsV4 ? address.Bits >> 28 < 0xe && address.Bits >> 24 != 0 : address.Bits >> 120 != 0xff);

    /// <summary>The IPv4 address that a transition mechanism (NAT64, 6to4, Teredo) carries inside, or the address itself.</summary>
    public static IpAddress Carried(IpAddress address) => address switch
    {
        { IsV4: true } => address,
        _ when Nat64.Contains(address) => new((uint)address.Bits, IsV4: true),
        _ when SixToFour.Contains(address) => new((uint)(address.Bits >> 80), IsV4: true),
        _ when Teredo.Contains(address) => new(~(uint)address.Bits, IsV4: true), // RFC 4380: the client's address is inverted
        _ => address,
    };

    private static IpRange Range(string text) => IpRange.TryParse(text, out var range) ? range : throw new FormatException(text);
}
