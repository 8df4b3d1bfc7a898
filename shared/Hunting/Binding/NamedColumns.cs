using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>A column to compute; <paramref name="Name"/> is "" where the query gives none and none is implied.</summary>
internal sealed record NamedColumn(string Name, BoundExpression Value, bool IsGiven);

/// <summary>The lists of expressions that extend, project, print and by take.</summary>
internal static class NamedColumns
{
    public static IEnumerable<NamedColumn> Bind(IEnumerable<Expression> items, ExpressionBinder binder) => items.SelectMany(item => Bind(item, binder));

    private static IEnumerable<NamedColumn> Bind(Expression item, ExpressionBinder binder)
    {
        switch (item)
        {
            case NamedExpression { IsTuple: true } tuple:
                var (array, outputs) = (ExpressionBinder.As(binder.Bind(tuple.Value), ScalarType.Dynamic, tuple.Position), Outputs(tuple.Value, binder));
                return tuple.Names.Select((name, i) => new NamedColumn(name, Output(array, i, i < outputs.Count ? outputs[i].Type : ScalarType.Dynamic), true));
            case NamedExpression named when Outputs(named.Value, binder) is { Count: > 0 } several:
                return [new(named.Names[0], Output(binder.Bind(named.Value), 0, several[0].Type), true)];
            case NamedExpression named:
                return [new(named.Names[0], binder.Bind(named.Value), true)];
            case WildcardExpression wildcard:
                return binder.Rows.Schema.Names.Where(new Wildcard(wildcard.Pattern).Matches).Select(name => new NamedColumn(name, binder.Rows.Find(name)!, true));
            case CallExpression call when Outputs(call, binder) is { Count: > 0 } several:
                var values = binder.Bind(call);
                return several.Select((output, i) => new NamedColumn(output.Name, Output(values, i, output.Type), true));
            default:
                return [new(Naming.Implied(item), binder.Bind(item), false)];
        }
    }

    // A function that the query declares hides one of the language.
    private static IReadOnlyList<ColumnSchema> Outputs(Expression item, ExpressionBinder binder)
        => item is CallExpression call && binder.Scope.Find(call.Name) is null && FunctionTable.Find(call.Name) is { } function
            ? function.OutputsOf?.Invoke(call) ?? [.. function.Outputs.Select(o => o with { Name = $"{call.Name}_{(call.Arguments.Count > 0 ? Naming.Implied(call.Arguments[0]) : "")}_{o.Name}" })]
            : [];

    private static BoundExpression Output(BoundExpression values, int index, ScalarType type)
        => Widening.Convert(DynamicPath.Element(values, new Constant(ScalarType.Long, (long)index)), type)!;

    /// <summary>Names the unnamed Column1, Column2, …, and makes every name unique.</summary>
    public static IReadOnlyList<NamedColumn> Unique(IEnumerable<NamedColumn> columns, Func<int, string>? unnamed = null)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. columns.Select((c, i) => c with { Name = c.Name.Length > 0 ? Naming.Unique(c.Name, taken) : unnamed is null ? Naming.Numbered("Column", taken) : Naming.Unique(unnamed(i), taken) })];
    }
}
