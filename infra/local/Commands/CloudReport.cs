using System.Text.Json;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;

namespace ExposurePipeline.Local.Commands;

/// <summary>What commands tell of cloud resources, in lines.</summary>
internal static class CloudReport
{
    /// <summary>A verdict with both of its sides.</summary>
    /// <param name="resource">The asset, as asked for by itself.</param>
    /// <param name="port">What is asked of it; null for nothing in particular.</param>
    public static IEnumerable<string> Explain(CloudResource resource, PortQuestion? port)
    {
        yield return $"{resource.Name} ({resource.Kind}): {resource.Verdict}";
        yield return $"  {resource.Explanation}";
        var verdict = resource.ConfiguredSide;
        if (port is not null && verdict is not null)
            yield return $"  {port} by configuration: {port.Answer(verdict)}";
        yield return "configured:";
        foreach (var line in (verdict is null ? "not judged yet" : Explanation.Of(verdict)).Split('\n'))
            yield return $"  {line}";
        yield return "observed:";
        foreach (var line in resource.Evidence.Select(Tell).DefaultIfEmpty("nothing in force"))
            yield return $"  {line}";
        foreach (var problem in resource.Problems)
            yield return $"problem: {problem}";
    }

    /// <summary>The verdicts that would change, before and after, and what was not understood.</summary>
    /// <param name="outcome">As <c>POST /api/whatif</c> answers it.</param>
    public static IEnumerable<string> Differences(JsonElement outcome)
    {
        foreach (var change in outcome.GetProperty("changes").EnumerateArray())
        {
            yield return $"now:  {Side(change, "before")}";
            yield return $"then: {Side(change, "after")}";
        }

        foreach (var problem in outcome.GetProperty("problems").EnumerateArray())
            yield return $"{Machine.Text(problem, "resource")}: {Machine.Text(problem, "problem")}";
        yield return $"{Machine.Text(outcome, "changed")} of {Machine.Text(outcome, "examined")} examined verdict(s) would change.";
    }

    private static string Side(JsonElement change, string name) =>
        change.TryGetProperty(name, out var verdict) ? Explanation.Of(verdict.Deserialize(ReachabilityJson.Default.VerdictView)!) : "no such asset";

    private static string Tell(MachineEvidence evidence) =>
        $"{evidence.Reason} {evidence.Transport} {string.Join(" behind ", ((string[])[evidence.Local, evidence.Public]).Where(static end => end.Length > 0))}, last seen {evidence.LastSeen}"
        + (evidence.Configured.Length > 0 ? $"; by configuration {evidence.Configured}" : "");
}
