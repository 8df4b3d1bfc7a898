using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Whether a column exists, and one that may not.</summary>
internal static class Existence
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("column_ifexists", []) { Aliases = ["columnifexists"], Special = BindColumn, Shape = "(name: string, otherwise: T): T", Nulls = "the other value where there is no such column" },
        new("iscolumnexists", []) { Special = site => site.Arguments.Length == 1 ? new Constant(ScalarType.Bool, site.ConstantValue(0) is string name && site.Rows.Find(name) is not null) : null, Shape = "(name: string): bool", Nulls = "never null" },
    ];

    private static BoundExpression? BindColumn(CallSite site)
        => site.Arguments is not [_, var otherwise] ? null : site.ConstantValue(0) is string name ? site.Rows.Find(name) ?? otherwise : throw site.Refused("needs a column's name");
}
