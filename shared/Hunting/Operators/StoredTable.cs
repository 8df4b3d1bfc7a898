using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A table that the query was given.</summary>
internal sealed class StoredTable(IHuntingTable table) : Plan(table.Schema)
{
    public string Name => table.Name;

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        foreach (var batch in table.Read(TableScan.Everything))
        {
            context.Check();
            yield return batch;
        }
    }
}

/// <summary>Rows evaluated once a query, however often they are named.</summary>
internal sealed class Materialized(Plan input) : Plan(input.Schema)
{
    public override bool IsSerialized => input.IsSerialized;

    public override IEnumerable<Batch> Run(QueryContext context) => [context.Once(this, () => input.Collect(context))];
}
