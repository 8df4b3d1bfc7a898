using System.Globalization;

namespace ExposurePipeline.Reachability.Algebra;

/// <summary>IP protocol numbers and how they are written.</summary>
/// <remarks>
/// TCP, UDP and SCTP have ports. For ICMP the second number is the type in the high and the code in the low byte, so that a rule for
/// "type 8, any code" is a range like any other. Any other protocol has the whole range.
/// </remarks>
public static class Protocols
{
    /// <summary>ICMP for IPv4.</summary>
    public const int Icmp = 1;

    /// <summary>TCP.</summary>
    public const int Tcp = 6;

    /// <summary>UDP.</summary>
    public const int Udp = 17;

    /// <summary>Encapsulating security payload (IPsec).</summary>
    public const int Esp = 50;

    /// <summary>Authentication header (IPsec).</summary>
    public const int Ah = 51;

    /// <summary>ICMP for IPv6.</summary>
    public const int IcmpV6 = 58;

    /// <summary>SCTP.</summary>
    public const int Sctp = 132;

    /// <summary>Highest protocol number.</summary>
    public const int Last = 255;

    /// <summary>Highest port.</summary>
    public const int LastPort = 65535;

    /// <summary>The name in lower case, or the number where no name is usual.</summary>
    public static string NameOf(int protocol) => protocol switch
    {
        Icmp => "icmp",
        Tcp => "tcp",
        Udp => "udp",
        Esp => "esp",
        Ah => "ah",
        IcmpV6 => "icmpv6",
        Sctp => "sctp",
        _ => protocol.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a name in any case or a number from 0 to 255.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int protocol)
    {
        protocol = text switch
        {
            _ when text.Equals("icmp", StringComparison.OrdinalIgnoreCase) => Icmp,
            _ when text.Equals("tcp", StringComparison.OrdinalIgnoreCase) => Tcp,
            _ when text.Equals("udp", StringComparison.OrdinalIgnoreCase) => Udp,
            _ when text.Equals("esp", StringComparison.OrdinalIgnoreCase) => Esp,
            _ when text.Equals("ah", StringComparison.OrdinalIgnoreCase) => Ah,
            _ when text.Equals("icmpv6", StringComparison.OrdinalIgnoreCase) => IcmpV6,
            _ when text.Equals("sctp", StringComparison.OrdinalIgnoreCase) => Sctp,
            _ => -1,
        };
        return protocol >= 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out protocol) && protocol <= Last);
    }

    /// <summary>Whether the second number is a port.</summary>
    public static bool HasPorts(int protocol) => protocol is Tcp or Udp or Sctp;
}
