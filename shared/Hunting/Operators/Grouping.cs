using ExposurePipeline.Hunting.Aggregates;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A row a combination of keys: the keys, then what the aggregates made of its rows.</summary>
internal sealed class Grouping(Plan input, IReadOnlyList<NamedColumn> keys, IReadOnlyList<BoundAggregate> aggregates)
    : Plan(new Schema([.. keys.Select(k => new ColumnSchema(k.Name, k.Value.Type)), .. aggregates.SelectMany(a => a.Outputs)]))
{
    private readonly bool canMerge = aggregates.All(a => a.Start().CanMerge);

    /// <summary>What rows are grouped by.</summary>
    public static IReadOnlyList<NamedColumn> Keys(IEnumerable<Expression> items, ExpressionBinder binder)
        => NamedColumns.Unique(items.SelectMany(item => NamedColumns.Bind([item], binder).Select(key => Comparable(key, item.Position))));

    private static NamedColumn Comparable(NamedColumn key, int position)
        => key.Value.Type is ScalarType.Dynamic ? throw QueryException.Refused(position, "rows cannot be grouped by a dynamic value; group by tostring() or another type of it") : key;

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        yield return GroupedRows.Merged(canMerge && input.IsDivisible ? Apart(context) : [InOrder(context)], () => Start(context)).Finish();
    }

    private IReadOnlyList<GroupedRows> Apart(QueryContext context)
        => context.Workers.Fold(input.Parts(context, []), () => Start(context), (rows, part, batch) => rows.Add(part, batch));

    private GroupedRows InOrder(QueryContext context)
    {
        var (rows, part) = (Start(context), 0);
        foreach (var batch in input.Run(context))
        {
            rows.Add(part++, batch);
        }

        return rows;
    }

    private GroupedRows Start(QueryContext context) => new(keys, aggregates, context);
}
