using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>parse and parse-where: columns between the fixed texts of a pattern.</summary>
internal static class Parse
{
    public static Plan Bind(ParseOperator syntax, Plan input, OperatorSite site)
    {
        var kind = syntax.Parameters.FirstOrDefault(p => p.Name == "kind")?.Word ?? "simple";
        var captures = syntax.Pattern.Where(p => p.Capture is not null).Select(p => new ColumnSchema(p.Capture!.Name, p.Capture.Type)).ToArray();
        var text = ExpressionBinder.As(site.Over(input.Schema).Bind(syntax.Source), ScalarType.String, syntax.Source.Position);
        CheckNeighbours(syntax.Pattern);
        return new CapturedText(input, text, captures, Reader(syntax, kind), syntax.Keyword == "parse-where").Placed();
    }

    private static Func<QueryContext, string, object?[], bool> Reader(ParseOperator syntax, string kind)
    {
        switch (kind)
        {
            case "simple" or "relaxed":
                var pattern = new ParsePattern(syntax.Pattern, isRelaxed: kind == "relaxed");
                return (_, text, values) => pattern.TryRead(text, values);
            case "regex":
                var expression = ParseRegex.Bind(syntax, syntax.Parameters.FirstOrDefault(p => p.Name == "flags")?.Word ?? "");
                return (_, text, values) => expression.TryRead(text, values);
            default:
                throw QueryException.Refused(syntax.Position, $"'{kind}' is no kind of {syntax.Keyword}{Suggestion.For(kind, ["simple", "relaxed", "regex"])}");
        }
    }

    // Between two captures of text nothing tells where one ends.
    private static void CheckNeighbours(IReadOnlyList<ParsePiece> pattern)
    {
        for (var i = 1; i < pattern.Count; i++)
        {
            if (pattern[i].Capture is not null && pattern[i - 1].Capture is { Type: ScalarType.String })
            {
                throw QueryException.Refused(pattern[i].Position, "a fixed text is needed between two columns");
            }
        }
    }
}
