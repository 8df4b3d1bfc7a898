using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>A comparison in a rule of <c>nft</c>. What is not known here narrows, to an unknown extent.</summary>
internal static class NftMatch
{
    private static readonly HashSet<string> WithoutPorts = ["icmp", "icmpv6", "igmp", "esp", "ah", "comp", "sctp", "dccp", "gre"];

    /// <summary>Narrows a selection by one comparison.</summary>
    public static Selection And(Selection when, JsonTree? left, string op, JsonTree? right, NftScope scope)
    {
        var isNegated = op == "!=";
        if (left?["concat"]?.Items is { Count: > 0 } parts)
        {
            return isNegated ? when.AndUnknown() : Concatenated(when, parts, right, scope);
        }

        if (Elements(right, scope) is not { } values)
        {
            return Transports(when, left).AndUnknown(); // a set that is not listed
        }

        return left switch
        {
            _ when left?["payload"] is { } payload => Payload(when, payload["protocol"]?.Text ?? "", payload["field"]?.Text ?? "", op, values, scope),
            _ when left?["meta"]?["key"]?.Text is { } key => Meta(when, key, isNegated, values, scope),
            _ when left?["ct"]?["key"]?.Text == "state" => when.And(State(values), isNegated),
            _ when left?["fib"] is { } fib && fib["result"]?.Text == "type" && fib["flags"]?.Each.Any(flag => flag.Text == "daddr") == true =>
                when.And(Any(values, "local", "unicast") ? Share.All : Share.None, isNegated),
            _ when left?["&"]?.Items is [var flags, ..] && flags["payload"]?["field"]?.Text == "flags" =>
                when.And(PortRanges.Of(Transport.Tcp)).And(values is [{ Text: "syn" }] ? Share.All : Share.Some, isNegated),
            _ => when.AndUnknown(),
        };
    }

    /// <summary>The elements of a set, or the one value; null for a named set that is not listed.</summary>
    public static IReadOnlyList<JsonTree>? Elements(JsonTree? right, NftScope scope)
    {
        if (right?.Text is ['@', ..] name)
        {
            return scope.Sets.TryGetValue(name, out var set) && scope.Elements.Of(set) is { } elements ? [.. elements.Select(Bare)] : null;
        }

        return [.. (right?["set"] ?? right)?.Each.Select(Bare) ?? []];
    }

    // With a timeout, a counter or a comment an element is wrapped.
    private static JsonTree Bare(JsonTree element) =>
        element["elem"]?["val"] ?? element;

    private static Selection Payload(Selection when, string protocol, string field, string op, IReadOnlyList<JsonTree> values, NftScope scope)
    {
        var isNegated = op == "!=";
        if (protocol is "tcp" or "udp" or "th")
        {
            when = protocol == "th" ? when : when.And(PortRanges.Of(TransportNames.Find(protocol)));
            return field switch
            {
                "dport" => PortsOf(values, op) is { } ports ? when.And(ports, isNegated) : when.AndUnknown(),
                "sport" => when.And(Share.Some), // the stranger's own choice
                "flags" when op is "in" or "==" => when.And(Any(values, "syn") ? Share.All : Share.Some),
                _ => when.AndUnknown(),
            };
        }

        if (protocol is "ip" or "ip6")
        {
            when = protocol == scope.Family ? when : when.And(Share.None);
            return field switch
            {
                "saddr" => Ranges(values) is { } from ? when.And(Most(from.Select(range => range.Strangers(scope.Policy))), isNegated) : when.AndUnknown(),
                "daddr" => Ranges(values) is { } to ? To(when, to, isNegated) : when.AndUnknown(),
                "protocol" or "nexthdr" => when.And(Protocols(values), isNegated),
                _ => when.AndUnknown(),
            };
        }

        return WithoutPorts.Contains(protocol) ? when.And(PortRanges.None) : when.AndUnknown();
    }

    private static Selection Meta(Selection when, string key, bool isNegated, IReadOnlyList<JsonTree> values, NftScope scope) => key switch
    {
        "l4proto" => when.And(Protocols(values), isNegated),
        "iif" or "iifname" => when.And(values.All(value => value.Text == "lo") ? Share.None : Any(values, "*") ? Share.All : Share.Some, isNegated),
        "nfproto" => when.And(Any(values, scope.Family == "ip" ? "ipv4" : "ipv6") ? Share.All : Share.None, isNegated),
        "protocol" => when.And(Any(values, scope.Family) ? Share.All : Share.None, isNegated),
        "pkttype" => when.And(Any(values, "host", "unicast") ? Share.All : Share.None, isNegated),
        _ => when.AndUnknown(),
    };

    // Each part alone lets through at least what all of them together do.
    private static Selection Concatenated(Selection when, IReadOnlyList<JsonTree> parts, JsonTree? right, NftScope scope)
    {
        var keys = (Elements(right, scope) ?? []).Select(value => value["concat"]?.Items).OfType<IReadOnlyList<JsonTree>>().Where(key => key.Count == parts.Count).ToArray();
        if (keys.Length != 1)
        {
            return parts.Aggregate(when, Transports).AndUnknown();
        }

        return parts.Index().Aggregate(when, (narrowed, part) => And(narrowed, part.Item, "==", keys[0][part.Index], scope));
    }

    private static Selection Transports(Selection when, JsonTree? left) =>
        left?["payload"]?["protocol"]?.Text is "tcp" or "udp" ? when.And(PortRanges.Of(TransportNames.Find(left["payload"]!["protocol"]!.Text))) : when;

    private static Selection To(Selection when, List<AddressRange> ranges, bool isNegated) => when.And(Most(ranges.Select(range => range.Arrivals())), isNegated) with
    {
        Destination = !isNegated && ranges is [{ } only] && only.First == only.Last ? only.First : when.Destination,
    };

    private static Share Most(IEnumerable<Share> shares) => shares.DefaultIfEmpty(Share.None).Max();

    private static Share State(IReadOnlyList<JsonTree> values) => Any(values, "new") ? Share.All : Any(values, "untracked") ? Share.Some : Share.None;

    private static PortRanges Protocols(IReadOnlyList<JsonTree> values) =>
        values.Aggregate(PortRanges.None, (ports, value) => ports.Union(PortRanges.Of(TransportNames.Find(value.Text))));

    private static bool Any(IReadOnlyList<JsonTree> values, params string[] texts) => values.Any(value => texts.Contains(value.Text));

    private static List<AddressRange>? Ranges(IReadOnlyList<JsonTree> values)
    {
        var ranges = new List<AddressRange>();
        foreach (var value in values)
        {
            var text = value["prefix"] is { } prefix ? $"{prefix["addr"]?.Text}/{prefix["len"]?.Text}"
                : value["range"]?.Items is [var first, var last] ? $"{first.Text}-{last.Text}" : value.Text;
            if (!AddressRange.TryParse(text, out var range))
            {
                return null;
            }

            ranges.Add(range);
        }

        return ranges;
    }

    private static PortRanges? PortsOf(IReadOnlyList<JsonTree> values, string op)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var value in values)
        {
            var (low, high) = value["range"]?.Items is [var first, var last] ? (first.Text, last.Text) : (value.Text, value.Text);
            if (!ushort.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !ushort.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out var to))
            {
                return null;
            }

            ranges.Add(op switch
            {
                "<" => (0, from - 1),
                "<=" => (0, from),
                ">" => (from + 1, ushort.MaxValue),
                ">=" => (from, ushort.MaxValue),
                _ => (from, to),
            });
        }

        return PortRanges.Of(ranges);
    }
}
