using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>evaluate pivot: the values of a column become columns, filled by an aggregate; the other columns are the keys.</summary>
internal static class Pivot
{
    public static Plan Bind(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        var context = site.Query.Context;
        var pivoted = input.Schema.Columns[Evaluate.Column(syntax, 0, input.Schema)].Name;
        var aggregate = syntax.Call.Arguments.ElementAtOrDefault(1) ?? new CallExpression(syntax.Position, "count", []);
        var named = ExpressionTree.Names(aggregate).Select(n => n.Name).Append(pivoted).ToHashSet(StringComparer.Ordinal);
        Expression[] keys = syntax.Call.Arguments.Count > 2 ? [.. syntax.Call.Arguments.Skip(2)] : [.. input.Schema.Names.Where(n => !named.Contains(n)).Select(n => new NameExpression(syntax.Position, n))];
        var summarized = Summarize.Bind(new(syntax.Position, [aggregate], [.. keys, new NameExpression(syntax.Position, pivoted)]), input, site);
        var ofNothing = Summarize.Bind(new(syntax.Position, [aggregate], []), new KnownRows(input.Schema, Plan.Concat(input.Schema, [])), site).Collect(context)[0].Boxed(0);
        return Spread(summarized.Schema, summarized.Collect(context), keys.Length, ofNothing, context);
    }

    private static KnownRows Spread(Schema schema, Batch rows, int keys, object? ofNothing, QueryContext context)
    {
        var names = (Column<string>)Widening.To(new ColumnReference(schema.Columns[keys].Type, keys), ScalarType.String)!.Evaluate(rows, context);
        var columns = new SortedSet<string>(Enumerable.Range(0, rows.Length).Select(row => names[row]), StringComparer.Ordinal).ToList();
        var index = new GroupIndex([.. schema.Columns.Take(keys).Select(c => c.Type)]);
        var groups = index.Assign([.. Enumerable.Range(0, keys).Select(k => rows[k])], rows.Length);
        var count = rows.Length == 0 ? 0 : index.Count;
        context.Hold((long)columns.Count * count * 32);
        var cells = columns.Select(_ => Enumerable.Repeat(ofNothing, count).ToArray()).ToArray();
        for (var row = 0; row < rows.Length; row++)
        {
            cells[columns.BinarySearch(names[row], StringComparer.Ordinal)][groups[row]] = rows[keys + 1].Boxed(row);
        }

        var type = schema.Columns[keys + 1].Type;
        var result = new Schema([.. schema.Columns.Take(keys), .. columns.Select(name => new ColumnSchema(name, type))]);
        return new(result, new([.. index.Keys(), .. cells.Select(values => Columns.Of(type, values))], count));
    }
}
