using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A table that an operator lists; its own name where it has one.</summary>
internal sealed record ListedTable(string? Name, Func<Plan> Bind);

/// <summary>The tables that union, search and find list, by name, by pattern or as queries.</summary>
internal static class TableNames
{
    public static IReadOnlyList<ListedTable> Find(IEnumerable<Expression> listed, OperatorSite site, bool isFuzzy)
        => [.. listed.Where(t => !isFuzzy || IsKnown(t, site)).SelectMany(t => Find(t, site, isFuzzy))];

    /// <summary>Every table that the query was given.</summary>
    public static IReadOnlyList<ListedTable> All(OperatorSite site) => [.. site.Query.Sources.Tables.Select(t => new ListedTable(t.Name, () => new StoredTable(t)))];

    /// <summary>The views that the query declares.</summary>
    public static IReadOnlyList<ListedTable> Views(OperatorSite site) => [.. site.Scope.Names().Distinct(StringComparer.Ordinal).Where(name => IsView(name, -1, site))
        .Select(name => new ListedTable(name, () => site.Query.BindTable(new NameExpression(-1, name), site.Scope))).Reverse()];

    private static ListedTable[] Find(Expression listed, OperatorSite site, bool isFuzzy)
    {
        if (listed is not WildcardExpression wildcard)
        {
            return [new(OwnName(listed, site), () => site.Query.BindTable(listed, site.Scope))];
        }

        var pattern = new Wildcard(wildcard.Pattern);
        ListedTable[] found = [.. All(site).Concat(Views(site)).Where(t => pattern.Matches(t.Name!))];
        return found.Length > 0 || isFuzzy ? found : throw QueryException.Refused(wildcard.Position, $"'{wildcard.Pattern}' matches no table");
    }

    private static bool IsView(string name, int position, OperatorSite site)
        => site.Scope.Find(name) is FunctionMeaning { Declaration.Parameters.Count: 0 } && site.Query.IsTable(new NameExpression(position, name), site.Scope);

    // A table that a let statement names is known by its place in the list instead.
    private static string? OwnName(Expression listed, OperatorSite site) => listed switch
    {
        NameExpression name when site.Scope.Find(name.Name) is not TableMeaning => name.Name,
        CallExpression call => call.Name,
        _ => null,
    };

    private static bool IsKnown(Expression table, OperatorSite site) => table switch
    {
        PipelineExpression pipeline => IsKnown(pipeline.Source, site),
        NameExpression or CallExpression => site.Query.IsTable(table, site.Scope),
        _ => true,
    };
}
