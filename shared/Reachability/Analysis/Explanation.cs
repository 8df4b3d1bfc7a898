using System.Text;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>A verdict in words: what is reached, by which ways, which rule decided at each step, and where a closed way ends.</summary>
public static class Explanation
{
    private const int MostRanges = 4;

    /// <summary>Lines of text, without a last line break.</summary>
    /// <param name="verdict">What to tell.</param>
    /// <param name="internet">Who counts as the internet, so that all of it is called by that name; null to tell every range.</param>
    public static string Of(Verdict verdict, InternetSources? internet = null)
    {
        var text = new StringBuilder($"{verdict.Asset}: {verdict.Status}");
        Flows(text, "  reachable:", verdict.Reach.Certain, internet);
        Flows(text, "  perhaps:", verdict.Reach.Undecided, internet);
        if (verdict.Access is { } access)
        {
            text.Append("\n  without signing in: ").Append(access);
        }

        if (verdict.Exposed is { } exposed)
        {
            text.Append("\n  public side: ").Append(exposed);
        }

        foreach (var path in verdict.Paths)
        {
            Write(text, path);
        }

        foreach (var missing in verdict.Missing)
        {
            text.Append("\n  missing: ").Append(missing);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Path path)
    {
        text.Append($"\n  by {Words(path.Entrance.Kind)} {path.Entrance.Resource}{(path.Entrance.Address is { } address ? $" ({address})" : "")}");
        var (block, arrived) = (path.Block, FlowSet.All);
        foreach (var hop in path.Hops)
        {
            var ends = hop == block?.Hop;
            text.Append($"\n    {(ends ? "ends at" : "through")} {hop.What} {hop.Resource}");
            Why(text, hop, ends, block is null ? path.Reach.Possible : arrived);
            if (ends)
            {
                return;
            }

            arrived = arrived.Intersect(hop.Reach.Possible);
        }
    }

    private static void Why(StringBuilder text, Hop hop, bool ends, FlowSet flows)
    {
        if (hop.Reason is { } reason)
        {
            text.Append(": ").Append(reason);
        }

        if (hop.List is not { } list)
        {
            return;
        }

        var rules = list.Deciding(FlowSet.All, allowing: !ends)
            .Where(share => hop.View.FromOutside(Filtering.Reach.Exactly(share.Flows)).Possible.Overlaps(flows))
            .Select(static share => share.Rule);
        text.Append($": {(ends ? "blocked" : "allowed")} by ").AppendJoin(", ", rules);
    }

    private static void Flows(StringBuilder text, string what, FlowSet flows, InternetSources? internet)
    {
        foreach (var box in flows.Boxes)
        {
            text.Append($"\n{what} {box} from {Sources(box, internet)}");
        }
    }

    private static string Sources(FlowBox box, InternetSources? internet)
    {
        if (internet is not null && box.Sources.Equals(internet.Strangers.Of(box.Family)))
        {
            return box.Family is Family.V4 ? "the whole internet (IPv4)" : "the whole internet (IPv6)";
        }

        var ranges = box.Sources.Intervals;
        var shown = ranges[..Math.Min(MostRanges, ranges.Length)].ToArray().Select(range => Text(box.Family, range));
        return string.Join(", ", shown) + (ranges.Length > MostRanges ? $" and {ranges.Length - MostRanges} more ranges" : "");
    }

    private static string Text(Family family, AddressInterval range)
    {
        var (first, last) = (new Exposure.Values.IpAddress(range.First, family is Family.V4), new Exposure.Values.IpAddress(range.Last, family is Family.V4));
        return first == last ? $"{first}" : $"{first}-{last}";
    }

    private static string Words(EntranceKind kind) => kind switch
    {
        EntranceKind.DirectAddress => "public address",
        EntranceKind.LoadBalancer => "load balancer",
        EntranceKind.NatRule => "inbound NAT rule",
        EntranceKind.ApplicationGateway => "application gateway",
        EntranceKind.FirewallNat => "firewall",
        _ => "service endpoint",
    };
}
