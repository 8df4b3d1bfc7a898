using System.Globalization;
using System.Text.RegularExpressions;

namespace ExposurePipeline.Functions.Http;

/// <summary>Finds where in a query the parser's complaint lies.</summary>
internal static partial class QueryPosition
{
    /// <summary><c>$filter:12</c>, the character counted from 0; without a number where the complaint is about the whole.</summary>
    public static string Target(string option, string text, string message)
    {
        var stated = Position().Match(message);
        if (stated.Success)
        {
            return $"{option}:{stated.Groups[1].Value}";
        }

        // "Could not find a property named 'x' …" and its like name what they mean, but not where it is.
        var named = Quoted().Match(message);
        var at = named.Success ? text.IndexOf(named.Groups[1].Value, StringComparison.OrdinalIgnoreCase) : -1;
        return at < 0 ? option : string.Create(CultureInfo.InvariantCulture, $"{option}:{at}");
    }

    [GeneratedRegex(@"\bposition (\d+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Position();

    [GeneratedRegex("'([^']+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
