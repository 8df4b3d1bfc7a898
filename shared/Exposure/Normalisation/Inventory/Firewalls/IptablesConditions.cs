using System.Globalization;
using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>The conditions of a rule of <c>iptables</c>, one after the other.</summary>
/// <param name="policy">The operator's choices.</param>
internal sealed class IptablesConditions(ExposurePolicy policy)
{
    // Of the flags of a packet that opens a connection only this one is set.
    private const string Syn = "SYN";

    /// <summary>All of them so far.</summary>
    public Selection Selection { get; private set; } = Selection.Everything;

    /// <summary>Takes the next condition; returns how many words it has.</summary>
    public int Take(ReadOnlySpan<string> words)
    {
        var at = words[0] == "!" && words.Length > 1 ? 1 : 0;
        var isNegated = at == 1;
        var option = words[at++];
        var values = at;
        while (values < words.Length && words[values] is not "!" && !words[values].StartsWith('-'))
        {
            values++;
        }

        if (option is "--comment")
        {
            return Math.Max(values, Math.Min(at + 1, words.Length)); // a comment may begin like an option
        }

        if (at < values && words[at] == "!")
        {
            isNegated = true; // as versions before 1.4.3 wrote it
        }

        Selection = And(option, words[at..values].ToArray(), isNegated);
        return values;
    }

    private Selection And(string option, string[] values, bool isNegated) => (option, values) switch
    {
        ("-p" or "--protocol", [var name]) => name is "all" or "0" ? Selection : Selection.And(Protocol(name), isNegated),
        ("--dport" or "--destination-port" or "--dports" or "--destination-ports", [var list]) => TryPorts(list, out var ports) ? Selection.And(ports, isNegated) : Selection.AndUnknown(),
        ("-i" or "--in-interface", [var name]) => Selection.And(name == "lo" ? Share.None : name == "+" ? Share.All : Share.Some, isNegated),
        ("-s" or "--source" or "--src-range", [var text]) => AddressRange.TryParse(text, out var range) ? Selection.And(range.Strangers(policy), isNegated) : Selection.AndUnknown(),
        ("-d" or "--destination" or "--dst-range", [var text]) => AddressRange.TryParse(text, out var range) ? To(range, isNegated) : Selection.AndUnknown(),
        ("--ctstate" or "--state", [var list]) => Selection.And(State(list), isNegated),
        ("--tcp-flags", [var mask, var set]) => Selection.And(Opens(mask, set) ? Share.All : Share.None, isNegated),
        ("--syn", []) => Selection.And(Share.All, isNegated),
        ("--dst-type", [var type]) => Selection.And(type is "LOCAL" or "UNICAST" ? Share.All : Share.None, isNegated),
        ("--src-type", [var type]) => Selection.And(type is "UNICAST" ? Share.All : Share.None, isNegated),
        ("--pkt-type", [var type]) => Selection.And(type is "unicast" or "host" ? Share.All : Share.None, isNegated),
        ("--sport" or "--source-port" or "--sports" or "--source-ports", _) => Selection.And(Share.Some), // the stranger's own choice
        ("--icmp-type" or "--icmpv6-type", _) => Selection.And(PortRanges.None),
        ("-f" or "--fragment", _) => Selection.And(Share.None, isNegated), // a packet that opens a connection is the first
        ("--limit" or "--hashlimit-upto" or "--hashlimit-above" or "--hashlimit" or "--connlimit-above" or "--connlimit-upto" or "--rcheck" or "--update", _) => Selection.And(Share.Some),
        ("-m" or "--match" or "--set" or "--name" or "--mask" or "--rsource" or "--rdest" or "--limit-burst" or "--seconds" or "--hitcount" or "--limit-iface-in", _) => Selection,
        _ when option.StartsWith("--hashlimit-", StringComparison.Ordinal) || option.StartsWith("--connlimit-", StringComparison.Ordinal) => Selection,
        _ => Selection.AndUnknown(),
    };

    private static PortRanges Protocol(string name) => PortRanges.Of(TransportNames.Find(name));

    private Selection To(AddressRange range, bool isNegated) => Selection.And(range.Arrivals(), isNegated) with
    {
        Destination = !isNegated && range.First == range.Last ? range.First : Selection.Destination,
    };

    private static bool TryPorts(string list, out PortRanges ports)
    {
        var ranges = new List<(int, int)>();
        foreach (var part in list.Split(','))
        {
            var ends = part.Split(':');
            if (ends.Length > 2 || !TryPort(ends[0], 0, out var from) || !TryPort(ends[^1], ushort.MaxValue, out var to))
            {
                ports = PortRanges.None;
                return false;
            }

            ranges.Add((from, to));
        }

        ports = PortRanges.Of(ranges);
        return true;
    }

    private static bool TryPort(string text, ushort open, out ushort port)
    {
        port = open;
        return text.Length == 0 || ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
    }

    private static Share State(string list)
    {
        var states = list.Split(',');
        return states.Contains("NEW") ? Share.All : states.Any(state => state is "UNTRACKED" or "DNAT" or "SNAT") ? Share.Some : Share.None;
    }

    private static bool Opens(string mask, string set) => (Has(mask, Syn) && set == Syn) || (!Has(mask, Syn) && set == "NONE");

    private static bool Has(string list, string flag) => list == "ALL" || list.Split(',').Contains(flag);
}
