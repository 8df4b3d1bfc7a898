using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>parse-kv: columns from pairs of keys and values; of a key that comes twice the first counts.</summary>
internal static class ParseKv
{
    public static Plan Bind(ParseKvOperator syntax, Plan input, OperatorSite site)
    {
        var binder = site.Over(input.Schema);
        string? Setting(string name) => syntax.Parameters.FirstOrDefault(p => p.Name == name) is { } parameter ? Text(parameter, binder) : null;
        if (syntax.Parameters.FirstOrDefault(p => p.Name == "regex") is { } regex)
        {
            throw QueryException.Unsupported(regex.Position, "parse-kv by a regular expression is not supported");
        }

        var quote = Setting("quote") ?? "";
        var pairs = new KeyValueText(Setting("pair_delimiter"), Setting("kv_delimiter") ?? ":", quote, Setting("escape") ?? "", syntax.Parameters.Any(p => p.Name == "greedy" && p.Word == "true"));
        var columns = syntax.Columns.Select(c => new ColumnSchema(c.Name, c.Type)).ToArray();
        var text = ExpressionBinder.As(binder.Bind(syntax.Source), ScalarType.String, syntax.Source.Position);
        return new CapturedText(input, text, columns, (_, value, values) => Read(pairs, columns, value, values), onlyMatching: false).Placed();
    }

    private static string Text(Parameter parameter, ExpressionBinder binder)
        => parameter.Value is NameExpression or LiteralExpression { Value: bool } ? parameter.Word : (string)binder.Constant(parameter.Value, ScalarType.String)!;

    private static bool Read(KeyValueText pairs, ColumnSchema[] columns, string text, object?[] values)
    {
        var found = new HashSet<int>();
        foreach (var (key, value) in pairs.Read(text))
        {
            var column = Array.FindIndex(columns, c => c.Name == key);
            if (column >= 0 && found.Add(column))
            {
                _ = ParsedText.TryRead(columns[column].Type, value, out values[column]);
            }
        }

        return true;
    }
}
