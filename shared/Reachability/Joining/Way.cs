using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>A way in, as one short sentence.</summary>
internal static class Way
{
    private const int LongestRule = 120;
    private const int LongestSentence = 240;

    /// <summary>By which entrance, and which rule decides: the last that lets through, the one that blocks, or what is missing.</summary>
    public static string Of(Path path)
    {
        var address = path.Entrance.Address is { } known ? $" ({known})" : "";
        return Cut($"{path.Entrance.What} {Short(path.Entrance.Resource)}{address}: {Decision(path)}", LongestSentence);
    }

    /// <summary>What leads to the asset: the last translation, or else the entrance itself.</summary>
    public static string Rule(Path path)
    {
        var translating = path.Hops.Where(hop => hop.List is null && path.View.IsAfter(hop.View)).LastOrDefault();
        return Cut(translating is null ? $"{path.Entrance.What} {Short(path.Entrance.Resource)}" : $"{translating.What} {Short(translating.Resource)}", LongestRule);
    }

    private static string Decision(Path path) =>
        path.Block is { } block ? $"ends at {block.Hop.What} {Short(block.Hop.Resource)}: {block.Hop.Reason ?? $"blocked by {Rules(block.Hop, block.Arrived, allowing: false)}"}"
        : path.Reach.Certain.IsEmpty ? $"undecided: {path.Missing.FirstOrDefault()}"
        : path.Hops.LastOrDefault(static hop => hop.List is not null) is { } hop ? $"allowed at {hop.What} {Short(hop.Resource)} by {Rules(hop, path.Reach.Certain, allowing: true)}"
        : "no rule filters";

    private static string Rules(Hop hop, FlowSet flows, bool allowing) => string.Join(", ", hop.Rules(flows, allowing));

    // Subscription and project say little to people, and would fill the sentence.
    private static string Short(string resource)
    {
        var start = Math.Max(After(resource, "/providers/"), After(resource, ".googleapis.com/"));
        return resource[start..];
    }

    private static int After(string text, string mark) => text.LastIndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + mark.Length : 0;

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";
}
