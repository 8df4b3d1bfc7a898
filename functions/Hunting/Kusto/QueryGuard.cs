using System.Text.RegularExpressions;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>
/// Keeps statements from the cluster that are no part of a query's own business: <c>set</c>, which could undo the limits that are sent along, and
/// management commands. The rest of the text is the cluster's to judge.
/// </summary>
internal static partial class QueryGuard
{
    /// <summary>Why the text is not sent; null when it is.</summary>
    public static HuntingError? Refusal(string text)
    {
        var found = Statement().Match(text);
        if (!found.Success)
        {
            return null;
        }

        var at = found.Groups["word"];
        var before = text.AsSpan(0, at.Index);
        var message = at.Value == "." ? "management commands are not answered; a query is expected" : $"the statement '{at.Value}' is not answered";
        return new(HuntingErrorKind.Unsupported, [new(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), message)]);
    }

    // Also found inside of a text that has a semicolon and such a word behind it: too much is refused rather than too little.
    [GeneratedRegex(@"(?:^|;)(?:[\s\uFEFF\u200B]|//[^\n]*(?:\n|$))*(?<word>\.|set\b|restrict\b|#)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Statement();
}
