using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Reads errors as Microsoft's REST guidelines shape them, with the cluster's own members beside: <c>{"error":{"code","@type","@message","innererror"}}</c>.</summary>
internal static partial class OneApiError
{
    private const string Inner = "innererror";

    /// <summary>The kind of fault, its place where one is said, and the words of the innermost error, which is the most exact.</summary>
    public static HuntingError Read(JsonElement told)
    {
        var chain = Chain(Member(told, "error") ?? told).ToList();
        var texts = chain.SelectMany(static error => new[] { Text(error, "@message"), Text(error, "message") }).OfType<string>().ToList();
        var place = texts.Select(static text => Place().Match(text)).FirstOrDefault(static match => match.Success);
        var message = Text(chain[^1], "@errorMessage") ?? Text(chain[^1], "@message") ?? Text(chain[^1], "message") ?? "Azure Data Explorer did not say what is wrong";
        return new(Kind(chain), [new(Number(place, 1) ?? 1, (Number(place, 2) ?? 0) + 1, Place().Replace(message, "").Trim())]);
    }

    private static IEnumerable<JsonElement> Chain(JsonElement error)
    {
        yield return error;
        while (Member(error, Inner) is { ValueKind: JsonValueKind.Object } inner)
        {
            yield return error = inner;
        }
    }

    private static HuntingErrorKind Kind(List<JsonElement> chain)
    {
        var said = string.Join(' ', chain.SelectMany(static error => new[] { Text(error, "code"), Text(error, "@type"), Text(error, "@errorCode"), Text(error, "@message") }));
        return Has(said, "SyntaxException", "SyntaxError", "SYN0") ? HuntingErrorKind.Syntax
            : Has(said, "LimitsExceeded", "E_QUERY_RESULT_SET_TOO_LARGE", "80DA0003", "E_RUNAWAY_QUERY", "80DA0001", "E_LOW_MEMORY_CONDITION", "Timeout") ? HuntingErrorKind.Budget
            : HuntingErrorKind.Semantic;
    }

    private static bool Has(string text, params string[] words) => words.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static JsonElement? Member(JsonElement of, string name) => of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(Match? match, int group) => match is null ? null : int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Max(number, group == 1 ? 1 : 0) : null;

    // Lines count from 1 there, characters from 0.
    [GeneratedRegex(@"\s*\[line:position=(\d+):(\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
