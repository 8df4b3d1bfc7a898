using ExposurePipeline.Reachability.Analysis;

namespace ExposurePipeline.Local.Configuration;

/// <summary>What is printed of cloud configuration.</summary>
public static class ConfigurationReport
{
    /// <summary>The verdicts, each with its ways, and how many there are of each kind.</summary>
    /// <param name="assessment">Of everything that was read.</param>
    /// <param name="internet">Who counts as the internet.</param>
    /// <param name="asset">Only assets whose id has this text; null for all.</param>
    /// <param name="port">What is asked of each; null for nothing in particular.</param>
    public static string Verdicts(Assessment assessment, InternetSources internet, string? asset, PortQuestion? port)
    {
        var shown = assessment.Verdicts.Where(verdict => asset is null || verdict.Asset.Text.Contains(asset, StringComparison.OrdinalIgnoreCase)).ToList();
        return string.Join('\n', shown.Select(verdict => port is null ? Explanation.Of(verdict, internet) : $"{port} {port.Answer(verdict)}: {Explanation.Of(verdict, internet)}")
            .Append($"{shown.Count:N0} asset(s): {Count(shown, VerdictStatus.Reachable)} reachable, {Count(shown, VerdictStatus.NotReachable)} not, {Count(shown, VerdictStatus.Unknown)} unknown."));
    }

    /// <summary>What would change, before and after.</summary>
    public static string Differences(Proposal proposal, InternetSources internet) => string.Join('\n', proposal.Changes
        .Select(change => $"now:  {Told(change.Before, internet)}\nthen: {Told(change.After, internet)}")
        .Append($"{proposal.Changes.Count:N0} of {proposal.Examined:N0} examined verdict(s) would change."));

    private static string Told(Verdict? verdict, InternetSources internet) => verdict is null ? "no such asset" : Explanation.Of(verdict, internet);

    private static int Count(List<Verdict> verdicts, VerdictStatus status) => verdicts.Count(verdict => verdict.Status == status);
}
