using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>graph-match and graph-shortest-paths: a row for each way the pattern lies in the graph.</summary>
internal sealed class GraphMatch
{
    private readonly MatchPattern pattern;
    private readonly MatchNames names;
    private readonly PathCalls calls;
    private readonly OperatorSite site;
    private readonly Matches matches;
    private readonly List<Expression> rest = [];

    private GraphMatch(GraphMatchOperator syntax, GraphPlan graph, OperatorSite site)
    {
        this.site = site;
        pattern = MatchPattern.Bind(syntax, site);
        names = new(pattern, graph);
        matches = new(graph, pattern, names.All, Cycles(syntax));
        calls = new(pattern, names, matches, site);
    }

    public static Plan Bind(GraphMatchOperator syntax, Plan input, OperatorSite site)
    {
        var match = new GraphMatch(syntax, GraphPlan.Of(input, syntax), site);
        foreach (var condition in syntax.Where is null ? [] : Conjuncts(syntax.Where))
        {
            match.Add(condition);
        }

        var rows = match.rest.Aggregate((Plan)match.matches, (plan, condition) => new Where(plan, match.Binder().BindPredicate(condition)));
        if (syntax.Keyword == "graph-shortest-paths")
        {
            rows = ShortestPaths.Bind(syntax, rows, match.pattern);
        }

        return syntax.Project.Count == 0 ? throw QueryException.Refused(syntax.Position, $"'{syntax.Keyword}' needs a project clause")
            : new Projection(rows, NamedColumns.Unique(NamedColumns.Bind(syntax.Project, match.Binder())));
    }

    // A condition on one node or edge alone is asked of each before the search; on a path it must hold for every edge.
    private void Add(Expression condition)
    {
        if (calls.EveryEdge(condition) is { } every)
        {
            matches.Require(every.Path, every.Holds);
        }
        else if (PatternVariables.In(condition, pattern) is [var variable] && !PathCalls.IsIn(condition))
        {
            matches.Require(variable, new ExpressionBinder(site.Query, site.Scope, new RowNames(names.Of(variable)), PathCalls.Degree(names.Of(variable))).BindPredicate(condition));
        }
        else
        {
            rest.Add(condition);
        }
    }

    private ExpressionBinder Binder() => new(site.Query, site.Scope, new RowNames(names.All), calls.Bind);

    private static CyclePolicy Cycles(GraphMatchOperator syntax) => syntax.Parameters.FirstOrDefault(p => p.Name == "cycles")?.Word switch
    {
        null or "unique_edges" => CyclePolicy.UniqueEdges,
        "all" => CyclePolicy.All,
        "none" => CyclePolicy.None,
        var other => throw QueryException.Refused(syntax.Position, $"cycles may be all, none or unique_edges, not '{other}'"),
    };

    private static IEnumerable<Expression> Conjuncts(Expression predicate)
        => predicate is LogicalExpression { IsAnd: true } all ? all.Terms.SelectMany(Conjuncts) : [predicate];
}
