using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>An address and a port in one text: <c>a.b.c.d:port</c>, <c>[v6]:port</c>, or <c>v6:port</c> as written by tools that do not know brackets.</summary>
/// <param name="Address">The address.</param>
/// <param name="Port">The port as written.</param>
internal readonly record struct ScannedSocket(IpAddress Address, string Port)
{
    private const int LongestPort = 16;

    /// <summary>False unless an address, a colon, and something behind it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ScannedSocket socket)
    {
        socket = default;
        var colon = text.LastIndexOf((byte)':');
        if (colon < 1 || colon == text.Length - 1 || text.Length - colon > LongestPort)
        {
            return false;
        }

        var host = text[..colon];
        if (!TryAddress(host, out var address))
        {
            return false;
        }

        socket = new(address, Encoding.UTF8.GetString(text[(colon + 1)..]));
        return true;
    }

    /// <summary>False unless an address, with or without brackets; a zone is dropped.</summary>
    public static bool TryAddress(ReadOnlySpan<byte> text, out IpAddress address)
    {
        var bare = text is [(byte)'[', .., (byte)']'] ? text[1..^1] : text;
        var zone = bare.IndexOf((byte)'%');
        return IpAddress.TryParse(zone < 0 ? bare : bare[..zone], out address);
    }
}
