using System.Globalization;
using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>The conditions of a rule of Windows Defender Firewall.</summary>
internal static class WindowsRuleConditions
{
    // What narrows a rule to an extent that its text does not give.
    private static readonly string[] Narrowing = ["Service", "Package", "InterfaceAlias", "InterfaceType", "LocalUser", "RemoteUser", "RemoteMachine", "Owner"];

    private static readonly HashSet<string> Inside = ["LOCALSUBNET", "LOCALSUBNET4", "LOCALSUBNET6", "DNS", "DHCP", "WINS", "DEFAULTGATEWAY", "INTRANET", "PLAYTODEVICE"];

    /// <summary>All of them together.</summary>
    public static Selection Of(JsonTree rule, ExposurePolicy policy)
    {
        var when = Protocols(Selection.Everything, WindowsRuleField.Of(rule, "Protocol") ?? "any");
        when = Ports(when, Split(WindowsRuleField.All(rule, "LocalPort", "LocalPorts")));
        when = Remotes(when, Split(WindowsRuleField.All(rule, "RemoteAddress", "RemoteAddresses", "RemoteIP")), policy);
        when = Split(WindowsRuleField.All(rule, "RemotePort", "RemotePorts")).All(IsAny) ? when : when.And(Share.Some);
        when = Locals(when, Split(WindowsRuleField.All(rule, "LocalAddress", "LocalAddresses", "LocalIP")));
        when = Narrowing.All(name => WindowsRuleField.All(rule, name).All(IsAny)) ? when : when.And(Share.Some);
        return WindowsRuleField.Of(rule, "Authentication") is null or "0" or "notrequired" ? when : when.And(Share.None); // IPsec first
    }

    private static IEnumerable<string> Split(IEnumerable<string> values) =>
        values.SelectMany(value => value.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static bool IsAny(string value) => value is "*" or "0" || value.Equals("any", StringComparison.OrdinalIgnoreCase) || value.Equals("all", StringComparison.OrdinalIgnoreCase);

    private static Selection Protocols(Selection when, string protocol) =>
        protocol is "any" or "256" or "*" ? when : when.And(PortRanges.Of(TransportNames.Find(protocol)));

    private static Selection Ports(Selection when, IEnumerable<string> ports)
    {
        var ranges = new List<(int, int)>();
        foreach (var text in ports)
        {
            var ends = text.Split('-', StringSplitOptions.TrimEntries);
            if (IsAny(text))
            {
                return when;
            }

            if (Named(text) is { } named)
            {
                ranges.Add(named);
            }
            else if (ends.Length > 2 || !TryPort(ends[0], out var from) || !TryPort(ends[^1], out var to))
            {
                return when.AndUnknown();
            }
            else
            {
                ranges.Add((from, to));
            }
        }

        return ranges.Count == 0 ? when : when.And(PortRanges.Of(ranges));
    }

    // RPC stands for the dynamic ports, 49152 to 65535 since Windows Vista.
    private static (int From, int To)? Named(string text) => text.ToUpperInvariant() switch
    {
        "RPC" => (49152, 65535),
        "RPCEPMAP" or "RPC-EPMAP" => (135, 135),
        "IPHTTPS" or "IPHTTPSIN" => (443, 443),
        "TEREDO" or "PLY2DISC" => (0, 65535),
        _ => null,
    };

    private static Selection Remotes(Selection when, IEnumerable<string> addresses, ExposurePolicy policy)
    {
        var shares = new List<Share>();
        foreach (var text in addresses)
        {
            if (IsAny(text) || text.Equals("internet", StringComparison.OrdinalIgnoreCase))
            {
                return when;
            }

            if (!AddressRange.TryParse(text, out var range) && !Inside.Contains(text.ToUpperInvariant()))
            {
                return when.AndUnknown();
            }

            shares.Add(Inside.Contains(text.ToUpperInvariant()) ? Share.None : range.Strangers(policy));
        }

        return shares.Count == 0 ? when : when.And(shares.Max());
    }

    private static Selection Locals(Selection when, IEnumerable<string> addresses)
    {
        var shares = addresses.Select(text => IsAny(text) ? Share.All : AddressRange.TryParse(text, out var range) ? range.Arrivals() : Share.Some).ToArray();
        return shares.Length == 0 ? when : when.And(shares.Max());
    }

    private static bool TryPort(string text, out ushort port) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
