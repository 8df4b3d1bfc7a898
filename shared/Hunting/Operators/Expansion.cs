using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Rows multiplied by the elements of their dynamic values; several values are walked side by side.</summary>
internal sealed class Expansion
{
    private const long PerCell = 16;

    private readonly IReadOnlyList<(BoundExpression Value, BoundExpression Converted, int Place)> items;
    private readonly bool bagsAsArrays;
    private readonly string? indexName;
    private readonly long limit;

    private Expansion(Schema input, IReadOnlyList<NamedColumn> columns, IReadOnlyList<ScalarType?> types, IReadOnlyList<Parameter> parameters, long limit)
    {
        indexName = parameters.FirstOrDefault(p => p.Name == "with_itemindex")?.Word;
        bagsAsArrays = parameters.Any(p => p.Name is "kind" or "bagexpansion" && p.Word == "array");
        this.limit = limit;
        var schema = input.Columns.ToList();
        items = [.. columns.Select((c, i) => Place(schema, c, i, types[i] ?? ScalarType.Dynamic))];
        Schema = new([.. schema, .. indexName is null ? [] : new[] { new ColumnSchema(indexName, ScalarType.Long) }]);
        Kept = [.. input.Names.Where((_, i) => items.All(item => item.Place != i))];
    }

    /// <summary>The rows' columns, an expanded column in the place of that of its name.</summary>
    public Schema Schema { get; }

    /// <summary>The columns that are not expanded.</summary>
    public IReadOnlyList<string> Kept { get; }

    public static Expansion Bind(IReadOnlyList<ExpandItem> items, IReadOnlyList<Parameter> parameters, Expression? limit, Schema input, OperatorSite site)
    {
        var binder = site.Over(input);
        var columns = NamedColumns.Bind(items.Select(i => i.Value), binder).ToArray();
        var wrong = Array.FindIndex(columns, c => c.Value.Type is not ScalarType.Dynamic);
        return wrong < 0 ? new(input, columns, [.. items.Select(i => i.Type)], parameters, limit is null ? long.MaxValue : Take.Number(limit, site))
            : throw QueryException.Refused(items[wrong].Position, $"only dynamic values can be expanded, not a {columns[wrong].Value.Type.Name()}");
    }

    /// <summary>The expanded rows, and for each the row it came from.</summary>
    public (Batch Rows, int[] Sources) Expand(Batch batch, QueryContext context)
    {
        var values = items.Select(i => (Column<Dynamic>)i.Value.Evaluate(batch, context)).ToArray();
        var elements = items.Select(_ => new ColumnBuilder<Dynamic>(batch.Length)).ToArray();
        var (sources, indexes) = (new List<int>(batch.Length), new List<long>(batch.Length));
        for (var row = 0; row < batch.Length; row++)
        {
            var lists = Array.ConvertAll(values, v => Elements(v.IsNull(row) ? null : v[row]));
            var count = Math.Min(limit, lists.Max(l => l.Count));
            context.Computed((sources.Count + count) * PerCell * (items.Count + 1));
            for (var at = 0; at < count; at++)
            {
                sources.Add(row);
                indexes.Add(at);
                Append(elements, lists, at);
            }
        }

        int[] taken = [.. sources];
        return (Assemble(batch.Take(taken), new([.. elements.Select(e => e.Build())], taken.Length), indexes, context), taken);
    }

    private static void Append(ColumnBuilder<Dynamic>[] elements, IReadOnlyList<Dynamic?>[] lists, int at)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i].Add(at < lists[i].Count ? lists[i][at]! : null!);
        }
    }

    private Batch Assemble(Batch rows, Batch elements, List<long> indexes, QueryContext context)
    {
        var columns = Enumerable.Range(0, rows.Width).ToArray();
        var added = rows.With(items.Select(i => i.Converted.Evaluate(elements, context)));
        var order = columns.Concat(items.Where(i => i.Place >= columns.Length).Select(_ => -1)).ToArray();
        for (var i = 0; i < items.Count; i++)
        {
            order[items[i].Place] = columns.Length + i;
        }

        var expanded = added.Select(order);
        return indexName is null ? expanded : expanded.With([new Column<long>([.. indexes])]);
    }

    private IReadOnlyList<Dynamic?> Elements(Dynamic? value) => value switch
    {
        DynamicArray array => array.Items,
        DynamicBag bag when bagsAsArrays => [.. bag.Properties.Select(p => new DynamicArray([Dynamic.Of(p.Key), p.Value]))],
        DynamicBag bag => [.. bag.Properties.Select(p => new DynamicBag([p]))],
        _ => [value],
    };

    private static (BoundExpression, BoundExpression, int) Place(List<ColumnSchema> schema, NamedColumn column, int index, ScalarType type)
    {
        var name = column.Name.Length > 0 ? column.Name : Naming.Numbered("Column", schema.Select(c => c.Name).ToHashSet(StringComparer.Ordinal));
        var place = schema.FindIndex(c => c.Name == name);
        if (place < 0)
        {
            place = schema.Count;
            schema.Add(new(name, type));
        }

        schema[place] = new(name, type);
        return (column.Value, Widening.Convert(new ColumnReference(ScalarType.Dynamic, index), type)!, place);
    }
}
