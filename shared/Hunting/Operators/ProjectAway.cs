using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>project-away and project-keep: columns by name or pattern, in the order they had.</summary>
internal static class ProjectAway
{
    public static Plan Bind(ProjectAwayOperator syntax, Plan input, OperatorSite site) => Keep(input, site, syntax.Columns, named: false);

    public static Plan BindKeep(ProjectKeepOperator syntax, Plan input, OperatorSite site) => Keep(input, site, syntax.Columns, named: true);

    private static Projection Keep(Plan input, OperatorSite site, IEnumerable<Expression> columns, bool named)
    {
        var rows = site.Over(input.Schema).Rows;
        var chosen = columns.SelectMany(c => ColumnPatterns.Names(c, input.Schema)).ToHashSet(StringComparer.Ordinal);
        return new(input, [.. input.Schema.Names.Where(name => chosen.Contains(name) == named).Select(name => new NamedColumn(name, rows.Find(name)!, true))]);
    }
}
