using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>gettype, and functions whose result has the type of their arguments.</summary>
internal static class Types
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("gettype", []) { Special = BindTypeName, Shape = "(value): string", Nulls = "of a dynamic null: null" },
        new("max_of", []) { Special = site => BindExtreme(site, 1), Shape = "(value: T, …): T", Nulls = "skips nulls" },
        new("min_of", []) { Special = site => BindExtreme(site, -1), Shape = "(value: T, …): T", Nulls = "skips nulls" },
        new("range", []) { Special = BindRange, Shape = "(from: T, to: T [, step]): dynamic", Nulls = "null in, null out" },
        new("assert", []) { Special = BindAssert, Shape = "(condition: bool, message: string): bool", Nulls = "a query whose condition is false is refused" },
    ];

    private static BoundExpression? BindTypeName(CallSite site) => site.Arguments is not [var value] ? null
        : value.Type is ScalarType.Dynamic ? new Call(ScalarType.String, [value], Define.Nullable<Dynamic, string>((v, isNull) => isNull ? "null" : Name(v)).Implementation)
        : new Constant(ScalarType.String, value.Type.Name());

    private static string Name(Dynamic value) => value switch
    {
        DynamicArray => "array",
        DynamicBag => "dictionary",
        DynamicScalar<string> => "string",
        DynamicScalar<bool> => "bool",
        DynamicScalar<double> => "double",
        DynamicScalar<decimal> => "decimal",
        DynamicScalar<DateTime> => "datetime",
        DynamicScalar<TimeSpan> => "timespan",
        DynamicScalar<Guid> => "guid",
        _ => "long",
    };

    private static Call? BindExtreme(CallSite site, int sign)
    {
        if (site.Arguments.Length == 0)
        {
            return null;
        }

        var type = Widening.Common(site.Arguments.Select(a => a.Type));
        var arguments = site.Arguments.Select(a => Widening.To(a, type)).ToArray();
        return arguments.Contains(null) ? null : new Call(type, arguments!, (args, length, _) => Extreme(type, args, length, sign));
    }

    private static Column Extreme(ScalarType type, Column[] args, int length, int sign)
    {
        var all = Columns.Concat(type, args);
        var compare = RowOrder.Of(all, ascending: true, nullsFirst: true);
        var rows = new int[length];
        for (var row = 0; row < length; row++)
        {
            rows[row] = row;
            for (var other = row + length; other < all.Length; other += length)
            {
                rows[row] = all.IsNull(rows[row]) || (!all.IsNull(other) && !IsNaN(all, rows[row]) && (IsNaN(all, other) || compare(other, rows[row]) * sign > 0)) ? other : rows[row];
            }
        }

        return all.Take(rows);
    }

    // What is not a number hides what is.
    private static bool IsNaN(Column values, int row) => values is Column<double> reals && double.IsNaN(reals[row]);

    private static Call? BindRange(CallSite site)
    {
        if (site.Arguments.Length is not (2 or 3) || Widening.Common(site.Arguments.Take(2).Select(a => a.Type)) is var type && type is ScalarType.String or ScalarType.Bool or ScalarType.Guid)
        {
            return null;
        }

        var arguments = site.Arguments.Select(a => Widening.To(a, ScalarType.Dynamic)!).ToArray();
        return new(ScalarType.Dynamic, arguments, (args, length, context) => Define.Dynamics(ArrayRange.Of).Implementation(args, length, context));
    }

    private static Constant? BindAssert(CallSite site) => site.Arguments is not [{ Type: ScalarType.Bool }, { Type: ScalarType.String }] ? null
        : site.ConstantValue(0) is true ? new(ScalarType.Bool, true)
        : throw QueryException.Refused(site.Position, $"{site.ConstantValue(1)}");
}
