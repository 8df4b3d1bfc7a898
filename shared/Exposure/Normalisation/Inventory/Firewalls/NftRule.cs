using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>A rule of <c>nft</c>: statements, of which matches narrow it and one gives the verdict.</summary>
internal static class NftRule
{
    // Statements that neither narrow nor decide.
    private static readonly HashSet<string> Passing = ["counter", "log", "mangle", "notrack", "ct helper", "ct timeout", "ct expectation", "set", "map", "flow", "secmark", "last", "dup", "fwd"];

    // What stands behind them is not looked at: each may cost as much as all before it, and rules have a handful.
    private const int MostMatches = 64;

    /// <summary>As one rule, or one for each branch of a verdict map.</summary>
    public static IEnumerable<PacketRule> Read(JsonTree rule, NftScope scope)
    {
        var text = $"{scope.Table} {rule["chain"]?.Text}: {NftText.Of(rule)}";
        var when = Selection.Everything;
        var matches = 0;
        foreach (var (kind, value) in (rule["expr"]?.Items ?? []).SelectMany(statement => statement.Members))
        {
            switch (kind)
            {
                case "match" when ++matches > MostMatches:
                    when = when.AndUnknown();
                    break;
                case "match":
                    when = NftMatch.And(when, value["left"], value["op"]?.Text ?? "==", value["right"], scope);
                    break;
                case "limit" or "quota" or "meter" or "ct count":
                    when = when.And(Share.Some);
                    break;
                case "vmap":
                    return Branches(text, when, value, scope);
                case "dnat":
                    return NftDnat.Read(text, when, value, scope);
                case "redirect" or "tproxy":
                    return [new(text, when, Verdict.Return)]; // stays on the device
                case "queue" or "synproxy":
                    return [new(text, when.AndUnknown(), Verdict.Admit)]; // a program decides
                case var _ when Decide(text, when, kind, value) is { } decided:
                    return [decided];
                case var _ when !Passing.Contains(kind):
                    when = when.AndUnknown();
                    break;
            }
        }

        return [];
    }

    private static PacketRule? Decide(string text, Selection when, string kind, JsonTree value) => kind switch
    {
        "accept" => new(text, when, Verdict.Admit),
        "drop" or "reject" => new(text, when, Verdict.Refuse),
        "return" => new(text, when, Verdict.Return),
        "jump" => new(text, when, Verdict.Jump) { Chain = value["target"]?.Text ?? "" },
        "goto" => new(text, when, Verdict.Goto) { Chain = value["target"]?.Text ?? "" },
        "continue" => new(text, when, Verdict.Continue),
        _ => null,
    };

    private static IEnumerable<PacketRule> Branches(string text, Selection when, JsonTree map, NftScope scope)
    {
        if (NftMatch.Elements(map["data"], scope) is not { } branches)
        {
            return [new(text, when.AndUnknown(), Verdict.Admit)]; // a map that is not listed
        }

        return branches.Where(branch => branch.Items is [_, { Members.Count: > 0 }])
            .Select(branch => Decide(text, NftMatch.And(when, map["key"], "==", branch.Items[0], scope), branch.Items[1].Members[0].Name, branch.Items[1].Members[0].Value))
            .OfType<PacketRule>();
    }
}

/// <summary><c>dnat to</c>: an address, with or without port, or a map from ports to them.</summary>
internal static class NftDnat
{
    /// <summary>A rule for each target; one that stays when the target is not a single address.</summary>
    public static IEnumerable<PacketRule> Read(string text, Selection when, JsonTree dnat, NftScope scope)
    {
        if (dnat["family"]?.Text is { } family && family != scope.Family)
        {
            return [];
        }

        if (dnat["addr"]?["map"] is not { } map)
        {
            return [Rule(text, when, dnat["addr"], dnat["port"])];
        }

        return (NftMatch.Elements(map["data"], scope) ?? []).Where(entry => entry.Items.Count == 2)
            .Select(entry => (When: NftMatch.And(when, map["key"], "==", entry.Items[0], scope), To: entry.Items[1]))
            .Select(entry => entry.To["concat"]?.Items is [var address, var port] ? Rule(text, entry.When, address, port) : Rule(text, entry.When, entry.To, dnat["port"]));
    }

    private static PacketRule Rule(string text, Selection when, JsonTree? address, JsonTree? port)
    {
        var ports = port?["range"]?.Items is [var first, var last] ? (Port(first), Port(last)) : (Port(port), Port(port));
        return IpAddress.TryParse(address?.Text, out var to)
            ? new(text, when, Verdict.Forward) { Target = new(to, ports.Item1, ports.Item2) }
            : new(text, when, Verdict.Return);
    }

    private static ushort Port(JsonTree? port) => ushort.TryParse(port?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (ushort)0;
}
