using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Operators.Plugins;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>evaluate: plugins, by name.</summary>
internal static class Evaluate
{
    private static readonly Dictionary<string, Func<EvaluateOperator, Plan, OperatorSite, Plan>> Plugins = new(StringComparer.Ordinal)
    {
        ["active_users_count"] = ActivityCounts.BindActiveUsers,
        ["activity_counts_metrics"] = ActivityCounts.BindCounts,
        ["bag_unpack"] = BagUnpack.Bind,
        ["geo_line_lookup"] = GeoLookup.BindLines,
        ["geo_polygon_lookup"] = GeoLookup.BindPolygons,
        ["ipv4_lookup"] = Ipv4Lookup.Bind,
        ["ipv6_lookup"] = Ipv6Lookup.Bind,
        ["narrow"] = Narrow.Bind,
        ["pivot"] = Pivot.Bind,
        ["rows_near"] = RowsNear.Bind,
        ["schema_merge"] = SchemaMerge.Bind,
        ["session_count"] = ActivityCounts.BindSessions,
        ["sliding_window_counts"] = ActivityCounts.BindSlidingWindow,
    };

    public static Plan Bind(EvaluateOperator syntax, Plan? input, OperatorSite site)
        => !Plugins.TryGetValue(syntax.Call.Name, out var bind) ? throw QueryException.Unsupported(syntax.Call.Position, $"the plugin '{syntax.Call.Name}' is not supported{Suggestion.For(syntax.Call.Name, Plugins.Keys)}")
            : bind(syntax, input ?? throw QueryException.Refused(syntax.Position, $"'{syntax.Call.Name}' needs rows to work on"), site);

    /// <summary>The column that an argument names.</summary>
    public static int Column(EvaluateOperator syntax, int argument, Schema schema)
        => argument < syntax.Call.Arguments.Count ? schema.IndexOf(ColumnPatterns.Names(syntax.Call.Arguments[argument], schema).Single())
            : throw QueryException.Refused(syntax.Call.Position, $"{syntax.Call.Name}() needs more arguments");

    /// <summary>An argument given by name, or else by its place among the unnamed ones.</summary>
    public static Expression? Option(EvaluateOperator syntax, string name, int place)
        => syntax.Call.Arguments.OfType<NamedExpression>().FirstOrDefault(a => a.Names[0] == name)?.Value
            ?? syntax.Call.Arguments.Skip(place).Take(1).FirstOrDefault(a => a is not NamedExpression);
}

/// <summary>Rows that a plugin had to see to know its columns.</summary>
internal sealed class KnownRows(Schema schema, Batch rows) : Plan(schema)
{
    public override IEnumerable<Batch> Run(QueryContext context) => [rows];
}
