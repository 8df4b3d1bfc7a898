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
                var array = ExpressionBinder.As(binder.Bind(tuple.Value), ScalarType.Dynamic, tuple.Position);
                return tuple.Names.Select((name, i) => new NamedColumn(name, DynamicPath.Element(array, new Constant(ScalarType.Long, (long)i)), true));
            case NamedExpression named:
                return [new(named.Names[0], binder.Bind(named.Value), true)];
            case WildcardExpression wildcard:
                return binder.Rows.Schema.Names.Where(new Wildcard(wildcard.Pattern).Matches).Select(name => new NamedColumn(name, binder.Rows.Find(name)!, true));
            default:
                return [new(Naming.Implied(item), binder.Bind(item), false)];
        }
    }

    /// <summary>Names the unnamed Column1, Column2, …, and makes every name unique.</summary>
    public static IReadOnlyList<NamedColumn> Unique(IEnumerable<NamedColumn> columns, Func<int, string>? unnamed = null)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. columns.Select((c, i) => c with { Name = c.Name.Length > 0 ? Naming.Unique(c.Name, taken) : unnamed is null ? Naming.Numbered("Column", taken) : Naming.Unique(unnamed(i), taken) })];
    }
}
