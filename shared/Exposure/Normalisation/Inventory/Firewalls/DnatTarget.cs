using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>Where <c>--to-destination</c> leads: <c>10.0.0.5</c>, <c>10.0.0.5:443</c>, <c>10.0.0.5:9000-9005</c>, <c>[fd00::5]:443</c>.</summary>
internal static class DnatTarget
{
    /// <summary>False for several addresses, of which the kernel chooses, and for ports without an address, which stay on the device.</summary>
    public static bool TryParse(string text, out ForwardTarget target)
    {
        target = default;
        var close = text.IndexOf(']', StringComparison.Ordinal);
        var colon = close >= 0 ? text.IndexOf(':', close) : text.Count(c => c == ':') == 1 ? text.IndexOf(':', StringComparison.Ordinal) : -1;
        var host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        var (from, to) = ((ushort)0, (ushort)0);
        if (!IpAddress.TryParse(host, out var address) || (colon >= 0 && !TryPorts(text[(colon + 1)..], out from, out to)))
        {
            return false;
        }

        target = new(address, from, to);
        return true;
    }

    // "9000-9005/9000" says from which public port on they are counted.
    private static bool TryPorts(string text, out ushort from, out ushort to)
    {
        var ports = text.Split('/')[0].Split('-');
        to = 0;
        return ushort.TryParse(ports[0], NumberStyles.None, CultureInfo.InvariantCulture, out from)
            && ushort.TryParse(ports[^1], NumberStyles.None, CultureInfo.InvariantCulture, out to) && ports.Length <= 2 && from > 0 && from <= to;
    }
}
