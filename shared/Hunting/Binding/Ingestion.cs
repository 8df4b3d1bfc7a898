using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Operators;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>When rows were accepted: no column that queries see, and still what <c>ingestion_time()</c> gives as long as rows are those of the table.</summary>
internal static class Ingestion
{
    /// <summary>The name under which the column is shown to the function alone.</summary>
    public const string Column = "$IngestionTime";

    private const string Function = "ingestion_time";

    /// <summary>The table with the column, where operators ask for it, and the last operator that does; -1 where none can.</summary>
    public static (Plan Plan, int UpTo) Show(Plan plan, IReadOnlyList<TabularOperator> operators)
        => plan is StoredTable { WithIngestionTime: { } wide } && LastUse(operators) is >= 0 and var last ? (wide, last) : (plan, -1);

    /// <summary>The rows without the column.</summary>
    public static Plan Hide(Plan plan)
        => plan.Schema.IndexOf(Column) < 0 ? plan : new Projection(plan, [.. plan.Schema.Columns.Select((c, i) => new NamedColumn(c.Name, new ColumnReference(c.Type, i), true)).Where(c => c.Name != Column)]);

    private static int LastUse(IReadOnlyList<TabularOperator> operators)
    {
        var last = -1;
        for (var i = 0; i < operators.Count; i++)
        {
            last = Expressions(operators[i]).SelectMany(ExpressionTree.Calls).Any(call => call.Name == Function) ? i : last;
            if (!KeepsColumns(operators[i]))
            {
                break;
            }
        }

        return last;
    }

    private static bool KeepsColumns(TabularOperator syntax) => syntax is WhereOperator or ExtendOperator or SerializeOperator or SortOperator or TopOperator or TakeOperator;

    private static IEnumerable<Expression> Expressions(TabularOperator syntax) => syntax switch
    {
        WhereOperator where => [where.Predicate],
        ExtendOperator extend => extend.Columns,
        ProjectOperator project => project.Columns,
        SummarizeOperator summarize => [.. summarize.Aggregates, .. summarize.By],
        SortOperator sort => sort.Keys.Select(key => key.Value),
        TopOperator top => top.Keys.Select(key => key.Value),
        _ => [],
    };
}
