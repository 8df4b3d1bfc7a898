using System.Text;
using ExposurePipeline.Hunting.Aggregates;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Operators;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting;

/// <summary>The reference page of what queries may use, written from the tables that decide it.</summary>
internal static class Features
{
    public static string Page() => new StringBuilder()
        .AppendLine("# What queries may use")
        .AppendLine()
        .AppendLine("Generated from the tables of operators, aggregates and functions; anything else is refused by name, line and column.")
        .AppendLine()
        .AppendLine("## Tabular operators")
        .AppendLine()
        .AppendLine(string.Join(", ", OperatorTable.Evaluated.Select(Keyword).Order(StringComparer.Ordinal)))
        .AppendLine()
        .AppendLine("## Aggregates")
        .AppendLine()
        .AppendLine("| name | also | parameters and result | nulls, and no rows |")
        .AppendLine("|---|---|---|---|")
        .AppendJoin("", AggregateTable.All.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => Row(a.Name, a.Aliases, a.Shape, a.Nulls)))
        .AppendLine()
        .AppendLine("## Functions and operators")
        .AppendLine()
        .AppendLine("| name | also | parameters and result | nulls |")
        .AppendLine("|---|---|---|---|")
        .AppendJoin("", FunctionTable.All.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => Row(f.Name, f.Aliases, Shape(f), f.Nulls)))
        .ToString();

    private static string Row(string name, IReadOnlyList<string> aliases, string shape, string nulls)
        => $"| `{name}` | {string.Join(", ", aliases.Select(a => $"`{a}`"))} | {shape} | {nulls} |{'\n'}";

    private static string Shape(ScalarFunction function)
        => function.Shape ?? string.Join("<br>", function.Overloads.Select(o => $"({string.Join(", ", o.Parameters.Select(p => p.Name()))}{(o.Repeats ? ", …" : "")}): {o.Result.Name()}"));

    // ProjectAwayOperator is project-away.
    private static string Keyword(Type syntax)
        => string.Concat(syntax.Name[..^"Operator".Length].Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
