using ExposurePipeline.Hunting.Aggregates;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A row a combination of keys: the keys, then what the aggregates made of its rows.</summary>
internal sealed class Grouping(Plan input, IReadOnlyList<NamedColumn> keys, IReadOnlyList<BoundAggregate> aggregates)
    : Plan(new Schema([.. keys.Select(k => new ColumnSchema(k.Name, k.Value.Type)), .. aggregates.SelectMany(a => a.Outputs)]))
{
    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var index = new GroupIndex([.. keys.Select(k => k.Value.Type)]);
        var accumulators = aggregates.Select(a => a.Start()).ToArray();
        foreach (var batch in input.Run(context))
        {
            context.Check();
            var before = index.Count;
            var groups = index.Assign([.. keys.Select(k => k.Value.Evaluate(batch, context))], batch.Length);
            context.Hold((index.Count - before) * 32L * (keys.Count + aggregates.Count));
            Array.ForEach(accumulators, a => a.Add(batch, groups, index.Count, context));
        }

        yield return new([.. index.Keys(), .. accumulators.SelectMany(a => a.Finish(index.Count))], index.Count);
    }
}
