using System.Globalization;

namespace ExposurePipeline.Exposure.Values;

/// <summary>Transport protocols that carry ports; the numbers are IANA's.</summary>
public enum Transport
{
    /// <summary>TCP: evidence means that a connection was completed.</summary>
    Tcp = 6,

    /// <summary>UDP: evidence means that the host was reachable.</summary>
    Udp = 17,
}

/// <summary>An address and a port.</summary>
/// <param name="Address">The address.</param>
/// <param name="Port">0 to 65535; 0 where the source named no port.</param>
public readonly record struct Endpoint(IpAddress Address, ushort Port) : IComparable<Endpoint>
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Endpoint endpoint)
    {
        endpoint = default;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return false;
        }

        var host = text[..colon];
        var isV6 = host is ['[', .. _, ']'];
        var isValid = IpAddress.TryParse(isV6 ? host[1..^1] : host, out var address) && address.IsV4 != isV6;
        endpoint = isValid ? new(address, port) : default;
        return isValid;
    }

    /// <summary>By address, then by port.</summary>
    public int CompareTo(Endpoint other) => Address != other.Address ? Address.CompareTo(other.Address) : Port.CompareTo(other.Port);

    /// <summary><c>192.0.2.1:443</c> or <c>[2001:db8::1]:443</c>.</summary>
    public override string ToString() => Address.IsV4 ? $"{Address}:{Port}" : $"[{Address}]:{Port}";

    /// <summary>Earlier in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(Endpoint left, Endpoint right) => left.CompareTo(right) < 0;

    /// <summary>Later in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(Endpoint left, Endpoint right) => left.CompareTo(right) > 0;

    /// <summary>Not later in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(Endpoint left, Endpoint right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(Endpoint left, Endpoint right) => left.CompareTo(right) >= 0;
}
