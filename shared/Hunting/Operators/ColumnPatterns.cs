using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Columns that an operator names directly or by a pattern.</summary>
internal static class ColumnPatterns
{
    public static IEnumerable<string> Names(Expression item, Schema schema) => item switch
    {
        WildcardExpression wildcard => schema.Names.Where(new Wildcard(wildcard.Pattern).Matches),
        NameExpression name when schema.IndexOf(name.Name) >= 0 => [name.Name],
        NameExpression name => throw QueryException.Refused(name.Position, $"'{name.Name}' names no column{Suggestion.For(name.Name, schema.Names)}"),
        _ => throw QueryException.Refused(item.Position, "a column's name is needed here"),
    };
}
