using System.Runtime.CompilerServices;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Operators;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>Binds a query's statements and tables.</summary>
internal sealed partial class QueryBinder(HuntingSources sources, QueryContext context)
{
    // A tabular let that names another twice, and so on, doubles with every line.
    private const int MaxNodes = 200_000;
    private const int NodesBetweenChecks = 10;
    private long nodes;

    public HuntingSources Sources { get; } = sources;

    public QueryContext Context { get; } = context;

    /// <summary>How the result wants to be drawn, if a query said so.</summary>
    public Visualization? Visualization { get; set; }

    /// <summary>What the query's set statements say, by name.</summary>
    public Dictionary<string, BoundExpression> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Binds a query; of several tabular statements the first is the result.</summary>
    public Plan Bind(IReadOnlyList<Statement> statements)
    {
        foreach (var set in statements.OfType<SetStatement>().Where(s => s.Value is LiteralExpression or UnaryExpression))
        {
            Settings[set.Name] = new ExpressionBinder(this, Scope.Empty, RowNames.None).Bind(set.Value!);
        }

        var scope = Declare(statements, Scope.Empty);
        var result = statements.OfType<QueryStatement>().FirstOrDefault() ?? throw QueryException.Refused(0, "the query has no tabular statement");
        return BindTable(result.Query, scope);
    }

    /// <summary>Ends the query when it becomes too large, or binding it takes too long.</summary>
    public void CountNode(int position, long size = 1)
    {
        if (nodes >> NodesBetweenChecks != (nodes += size) >> NodesBetweenChecks)
        {
            Context.Check();
        }

        if (nodes > MaxNodes)
        {
            throw new QueryException(HuntingErrorKind.Budget, position, "the query grows too large when its let statements are filled in; materialize() the tables it names often");
        }
    }

    public Plan BindTable(Expression expression, Scope scope)
    {
        CountNode(expression.Position);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw QueryException.Refused(expression.Position, "the query is nested too deeply");
        }

        return expression switch
        {
            PipelineExpression pipeline => BindPipeline(pipeline, scope),
            OperatorSource source => OperatorTable.Bind(source.Operator, null, new OperatorSite(this, scope)),
            NameExpression name => BindTableName(name, scope),
            CallExpression call => BindTableCall(call, scope),
            DatatableExpression table => Datatable.Bind(table, new ExpressionBinder(this, scope, RowNames.None)),
            GivenRows given => BindTableName(new(given.Position, GivenName), scope),
            ExternalDataExpression external => ExternalData.Bind(external, this, scope),
            _ => throw QueryException.Refused(expression.Position, "a table is needed here"),
        };
    }

    /// <summary>The name under which an operator hands rows to its subquery; no query can write it.</summary>
    public const string GivenName = "|";

    private Plan BindPipeline(PipelineExpression pipeline, Scope scope)
    {
        var (plan, shownUpTo) = Ingestion.Show(BindTable(pipeline.Source, scope), pipeline.Operators);
        var site = new OperatorSite(this, scope);
        for (var i = 0; i < pipeline.Operators.Count; i++)
        {
            plan = OperatorTable.Bind(pipeline.Operators[i], plan, site);
            plan = i == shownUpTo ? Ingestion.Hide(plan) : plan;
        }

        return plan;
    }

    private Plan BindTableName(NameExpression name, Scope scope)
    {
        switch (scope.Find(name.Name))
        {
            case TableMeaning table:
                return table.Bind();
            case FunctionMeaning function:
                return CallTable(function, name.Position, []);
            case ScalarMeaning:
                throw QueryException.Refused(name.Position, $"'{name.Name}' is a value, and a table is needed here");
        }

        return Sources.Tables.FirstOrDefault(t => t.Name == name.Name) is { } stored
            ? new StoredTable(stored)
            : throw QueryException.Refused(name.Position, $"'{name.Name}' names no table{Suggestion.For(name.Name, Sources.Tables.Select(t => t.Name).Concat(scope.Names()))}");
    }

    private Plan BindTableCall(CallExpression call, Scope scope) => call.Name switch
    {
        "materialize" when call.Arguments.Count > 0 => new Materialized(BindTable(call.Arguments[0], scope)),
        "view" or "totable" when call.Arguments.Count == 1 => BindTable(call.Arguments[0], scope),
        _ when scope.Find(call.Name) is null && Sources.NamedTables.FirstOrDefault(t => t.Function == call.Name) is { } named => BindNamedTable(named, call, scope),
        _ => CallTable(FindFunction(call, scope), call.Position, [.. call.Arguments.Select(a => new Argument(a, new ExpressionBinder(this, scope, RowNames.None)))]),
    };

    private StoredTable BindNamedTable(INamedTables tables, CallExpression call, Scope scope)
    {
        var argument = call.Arguments is [var only] ? only : throw QueryException.Refused(call.Position, $"{call.Name}() takes a name");
        var name = (string)new ExpressionBinder(this, scope, RowNames.None).Constant(argument, Values.ScalarType.String)!;
        return tables.Find(name) is { } found ? new(found) : throw QueryException.Unsupported(argument.Position, $"{call.Name}() has nothing registered by the name '{name}'{Absence(call.Name)}");
    }
}
