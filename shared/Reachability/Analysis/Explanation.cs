using System.Text;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>A verdict in words: what is reached, by which ways, which rule decided at each step, and where a closed way ends.</summary>
public static class Explanation
{
    private const int MostRanges = 4;

    /// <summary>Lines of text, without a last line break.</summary>
    /// <param name="verdict">What to tell.</param>
    /// <param name="internet">Who counts as the internet, so that all of it is called by that name; null to tell every range.</param>
    public static string Of(Verdict verdict, InternetSources? internet = null) => Of(VerdictView.Of(verdict, internet));

    /// <summary>The same of a verdict that was kept.</summary>
    public static string Of(VerdictView verdict)
    {
        var text = new StringBuilder($"{verdict.Asset}: {verdict.Status}");
        Flows(text, "  reachable:", verdict.Reachable);
        Flows(text, "  perhaps:", verdict.Perhaps);
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

    private static void Write(StringBuilder text, PathView path)
    {
        text.Append($"\n  by {Entrance.Words(path.Entrance)} {path.Resource}{(path.Address is { } address ? $" ({address})" : "")}");
        foreach (var hop in path.Hops)
        {
            text.Append($"\n    {(hop.Ends ? "ends at" : "through")} {hop.What} {hop.Resource}");
            if (hop.Reason is { } reason)
            {
                text.Append(": ").Append(reason);
            }

            if (hop.Rules.Count > 0)
            {
                text.Append($": {(hop.Ends ? "blocked" : "allowed")} by ").AppendJoin(", ", hop.Rules);
            }
        }
    }

    private static void Flows(StringBuilder text, string what, IReadOnlyList<FlowView> flows)
    {
        foreach (var flow in flows)
        {
            text.Append($"\n{what} {flow.Traffic} from {Sources(flow)}");
        }
    }

    private static string Sources(FlowView flow) =>
        flow.IsWholeInternet ? flow.Family is Family.V4 ? "the whole internet (IPv4)" : "the whole internet (IPv6)"
        : string.Join(", ", flow.Sources.Take(MostRanges)) + (flow.SourceRanges > MostRanges ? $" and {flow.SourceRanges - MostRanges} more ranges" : "");
}
