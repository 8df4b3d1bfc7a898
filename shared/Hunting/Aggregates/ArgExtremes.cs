using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>arg_max, arg_min and take_any: columns of one row of each group. <c>*</c> stands for all columns that are not keys.</summary>
internal static class ArgExtremes
{
    public static IEnumerable<Aggregate> All =>
    [
        new("arg_max", "(by: T, * or column, …): those columns", "a row of null only where there is no other; the first of equals", site => Extreme(site, 1)) { Aliases = ["argmax"] },
        new("arg_min", "(by: T, * or column, …): those columns", "a row of null only where there is no other; the first of equals", site => Extreme(site, -1)) { Aliases = ["argmin"] },
        new("take_any", "(* or column, …): those columns", "the first value that is not null; of several columns the first row", site => Any(site, null)) { Aliases = ["any"] },
        new("take_anyif", "(value: T, predicate: bool): T", "the first value that is not null", site => Any(site, site.Predicate(1))) { Aliases = ["anyif"] },
    ];

    private static BoundAggregate Extreme(AggregateSite site, int sign)
    {
        var by = site.Argument(0);
        var preference = RowPreference.Extreme(by.Type, sign) ?? throw site.WrongType(by);
        var columns = Columns(site, 1).ToArray();
        var first = new ColumnSchema(Name(site, 0) is { Length: > 0 } name ? name : (sign > 0 ? "max_" : "min_"), by.Type);
        return new([first, .. columns.Where(c => c.Name != first.Name).Select(c => new ColumnSchema(c.Name, c.Value.Type))],
            () => new Picking([by, .. columns.Where(c => c.Name != first.Name).Select(c => c.Value)], null, preference()));
    }

    private static BoundAggregate Any(AggregateSite site, BoundExpression? predicate)
    {
        var columns = predicate is null ? Columns(site, 0).ToArray() : [new NamedColumn(Name(site, 0), site.Argument(0), false)];
        var preference = columns.Length == 1 ? RowPreference.Present : RowPreference.First;
        var prefix = site.Call.Name is "any" or "anyif" ? $"{site.Call.Name}_" : ""; // the old names name their columns
        return new([.. columns.Select(c => new ColumnSchema(prefix + c.Name, c.Value.Type))], () => new Picking([.. columns.Select(c => c.Value)], predicate, preference()));
    }

    private static IEnumerable<NamedColumn> Columns(AggregateSite site, int from) => site.Call.Arguments.Skip(from).SelectMany((argument, i) => argument is WildcardExpression { Pattern: "*" }
        ? site.Rows.Rows.Schema.Names.Where(name => !site.Keys.Contains(name)).Select(name => new NamedColumn(name, site.Rows.Rows.Find(name)!, false))
        : [new NamedColumn(Name(site, from + i), site.Argument(from + i), false)]);

    private static string Name(AggregateSite site, int argument) => Naming.Implied(site.Call.Arguments[argument]);
}
