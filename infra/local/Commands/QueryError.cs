using System.Globalization;
using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>What is wrong with a query, below the line in which it is.</summary>
internal static class QueryError
{
    /// <summary>For each fault with a place (<c>Query:line:column</c>) its line, a caret and what is wrong; nothing where no fault has one.</summary>
    /// <param name="error">The function's error.</param>
    /// <param name="query">The query as it was asked.</param>
    public static IReadOnlyList<string> Read(JsonElement error, string query)
    {
        if (error.ValueKind is not JsonValueKind.Object || !error.TryGetProperty("details", out var details) || details.ValueKind is not JsonValueKind.Array)
            return [];
        var lines = query.Split('\n');
        return [.. details.EnumerateArray().SelectMany(detail => Read(Machine.Text(detail, "target"), Machine.Text(detail, "message"), lines))];
    }

    private static IEnumerable<string> Read(string target, string message, string[] lines)
    {
        if (target.Split(':') is not [_, var line, var column] || !TryNumber(line, out var at) || !TryNumber(column, out var below) || at > lines.Length)
            return [];
        var text = lines[at - 1].TrimEnd('\r');
        // A tab is shown as one space, or the caret would stand elsewhere in every terminal.
        return [PlainText.Of(text.Replace('\t', ' ')), new string(' ', below - 1) + "^", PlainText.Of($"{at}:{below}: {message}")];
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
