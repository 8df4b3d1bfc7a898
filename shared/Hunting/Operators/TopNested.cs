using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>top-nested: the first values of a level, and inside each of them the first of the next.</summary>
internal static class TopNested
{
    public static Plan Bind(TopNestedOperator syntax, Plan input, OperatorSite site)
    {
        var others = syntax.Levels.FirstOrDefault(l => l.Others is not null);
        if (others is not null)
        {
            throw QueryException.Unsupported(others.Position, "top-nested with others is not supported");
        }

        Plan rows = WithLevels(syntax, input, site);
        var tops = new List<Plan>();
        for (var i = 0; i < syntax.Levels.Count; i++)
        {
            tops.Add(Top(syntax.Levels[i], i, rows, site));
            rows = Matched(rows, tops[i], i, "leftsemi");
        }

        // Each level's rows stand beside those of the level above, in the order of that level.
        var joined = Enumerable.Range(1, tops.Count - 1).Aggregate(tops[0], (plan, i) => Matched(plan, tops[i], i - 1, "inner"));
        return new Projection(joined, NamedColumns.Unique(syntax.Levels.SelectMany((level, i) => Results(level, i, new RowNames(joined.Schema)))));
    }

    private static string Level(int level) => $"|level{level}";

    private static string Aggregated(int level) => $"|aggregated{level}";

    private static Projection WithLevels(TopNestedOperator syntax, Plan input, OperatorSite site)
    {
        var columns = input.Schema.Columns.Select((c, i) => new NamedColumn(c.Name, new ColumnReference(c.Type, i), true));
        var binder = site.Over(input.Schema);
        return new(new Materialized(input), [.. columns, .. syntax.Levels.Select((l, i) => new NamedColumn(Level(i), binder.Bind(l.Of), true))]);
    }

    private static FirstOfEach Top(TopNestedLevel level, int number, Plan rows, OperatorSite site)
    {
        var aggregate = new NamedExpression(level.By.Position, [Aggregated(number)], false, (level.By as NamedExpression)?.Value ?? level.By);
        var keys = Enumerable.Range(0, number + 1).Select(i => new NameExpression(level.Position, Level(i)));
        var totals = Summarize.Bind(new(level.Position, [aggregate], [.. keys]), rows, site);
        return new(totals, number, level.Ascending ?? false, level.Count is null ? long.MaxValue : Take.Number(level.Count, site));
    }

    private static Join Matched(Plan left, Plan right, int level, string kind)
    {
        var keys = Enumerable.Range(0, level + 1).Select(i => new JoinKey(Reference(left, Level(i)), Reference(right, Level(i)), i)).ToArray();
        var join = JoinKind.Find(kind)!;
        return new(left, right, keys, join, [.. JoinColumn.Of(left.Schema, right.Schema, join.Side, keys.Select(k => k.RightIndex).ToHashSet())]);
    }

    private static BoundExpression Reference(Plan plan, string name) => new RowNames(plan.Schema).Find(name)!;

    private static IEnumerable<NamedColumn> Results(TopNestedLevel level, int number, RowNames names)
    {
        var of = (level.Of as NamedExpression)?.Names[0] ?? Naming.Implied(level.Of);
        var by = (level.By as NamedExpression)?.Names[0] ?? $"aggregated_{of}";
        return [new(of, names.Find(Level(number))!, of.Length > 0), new(by, names.Find(Aggregated(number))!, true)];
    }

    /// <summary>Of the rows that agree in their first columns, the first by the column after the next.</summary>
    private sealed class FirstOfEach(Plan totals, int parents, bool ascending, long count) : Plan(totals.Schema)
    {
        public override IEnumerable<Batch> Run(QueryContext context)
        {
            var rows = totals.Collect(context);
            var groups = new GroupIndex([.. Schema.Columns.Take(parents).Select(c => c.Type)]).Assign([.. Enumerable.Range(0, parents).Select(i => rows[i])], rows.Length);
            var order = Comparer<int>.Create(RowOrder.Of(rows[parents + 1], ascending, nullsFirst: ascending));
            yield return rows.Take([.. Enumerable.Range(0, rows.Length).GroupBy(row => groups[row]).SelectMany(g => g.Order(order).Take((int)Math.Min(count, int.MaxValue)))]);
        }
    }
}
