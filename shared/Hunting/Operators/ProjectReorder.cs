using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>project-reorder and project-rename: the same columns in another order, or under other names.</summary>
internal static class ProjectReorder
{
    public static Plan Bind(ProjectReorderOperator syntax, Plan input, OperatorSite site)
    {
        var front = syntax.Columns.SelectMany(key => Ordered(ColumnPatterns.Names(key.Value, input.Schema), key.Ascending)).Distinct(StringComparer.Ordinal).ToArray();
        return Of(input, [.. front.Concat(input.Schema.Names.Except(front, StringComparer.Ordinal)).Select(name => (name, name))]);
    }

    public static Plan BindRename(ProjectRenameOperator syntax, Plan input, OperatorSite site)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in syntax.Columns)
        {
            var (to, from) = item is NamedExpression { IsTuple: false, Value: NameExpression old } named ? (named.Names[0], old)
                : throw QueryException.Refused(item.Position, "a new name and a column are needed here: New = Old");
            renamed[ColumnPatterns.Names(from, input.Schema).Single()] = to;
        }

        var names = input.Schema.Names.Select(name => (Old: name, New: renamed.GetValueOrDefault(name, name))).ToArray();
        var twice = names.CountBy(n => n.New, StringComparer.Ordinal).FirstOrDefault(n => n.Value > 1).Key;
        return twice is null ? Of(input, names) : throw QueryException.Refused(syntax.Position, $"there would be two columns named '{twice}'");
    }

    /// <summary>project-by-names: columns whose names are values.</summary>
    public static Plan BindByNames(ProjectByNamesOperator syntax, Plan input, OperatorSite site)
    {
        var binder = site.Over(new Schema([]));
        var wanted = syntax.Names.SelectMany(item => binder.Constant(item, ScalarType.Dynamic) switch
        {
            DynamicArray array => array.Items.Select(ScalarText.OfDynamic),
            Dynamic text => [text.Text],
            _ => [],
        });
        var names = wanted.SelectMany(name => input.Schema.Names.Where(new Wildcard(name).Matches)).Distinct(StringComparer.Ordinal);
        return Of(input, names.Select(name => (name, name)));
    }

    private static IEnumerable<string> Ordered(IEnumerable<string> names, bool? ascending) => ascending switch
    {
        true => names.Order(StringComparer.OrdinalIgnoreCase),
        false => names.OrderDescending(StringComparer.OrdinalIgnoreCase),
        _ => names,
    };

    private static Projection Of(Plan input, IEnumerable<(string Old, string New)> names)
        => new(input, [.. names.Select(n => new NamedColumn(n.New, new RowNames(input.Schema).Find(n.Old)!, true))]);
}
