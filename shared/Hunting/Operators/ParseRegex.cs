using System.Globalization;
using System.Text.RegularExpressions;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>parse kind=regex: the fixed texts are regular expressions, and so are the columns between them: as much as fits, or digits for a whole number.</summary>
internal sealed class ParseRegex
{
    private readonly Regex regex;
    private readonly (int Group, ScalarType Type)[] captures;

    private ParseRegex(Pattern pattern, IReadOnlyList<ColumnDeclaration> columns)
    {
        regex = pattern.Regex;
        captures = [.. columns.Select((column, i) => (pattern.NumberOf(Name(i)), column.Type))];
    }

    public static ParseRegex Bind(ParseOperator syntax, string flags)
    {
        var columns = syntax.Pattern.Where(p => p.Capture is not null).Select(p => p.Capture!).ToArray();
        var next = 0;
        var pieces = syntax.Pattern.Select(piece => piece.Anchor is { } anchor ? $"(?:{anchor})" : piece.Capture is { } column ? $"(?P<{Name(next++)}>{Values(column.Type)})" : ".*?");
        var options = flags.Length > 0 ? $"(?{flags})" : "";
        return Pattern.TryRead($@"{options}\A{string.Concat(pieces)}\z", out var problem) is { } pattern ? new(pattern, columns) : throw QueryException.Refused(syntax.Position, problem);
    }

    public bool TryRead(string text, object?[] values)
    {
        var match = regex.Match(text);
        for (var i = 0; match.Success && i < captures.Length; i++)
        {
            if (!ParsedText.TryRead(captures[i].Type, match.Groups[captures[i].Group].Value, out values[i]))
            {
                return false;
            }
        }

        return match.Success;
    }

    private static string Name(int capture) => string.Create(CultureInfo.InvariantCulture, $"column_{capture}");

    private static string Values(ScalarType type) => type switch
    {
        ScalarType.Int or ScalarType.Long => @"[-+]?\d+",
        ScalarType.Real or ScalarType.Decimal => @"[-+]?[0-9.]+(?:[eE][-+]?\d+)?",
        ScalarType.Bool => "true|false|True|False|0|1",
        ScalarType.Guid => "[-0-9a-fA-F]+",
        _ => ".*",
    };
}
