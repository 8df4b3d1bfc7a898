using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A table that the query was given.</summary>
internal sealed class StoredTable(IHuntingTable table) : Plan(table.Schema)
{
    public string Name => table.Name;

    public override bool IsDivisible => true;

    public override IEnumerable<Batch> Run(QueryContext context) => Read(context, []);

    public override IEnumerable<Part> Parts(QueryContext context, IReadOnlyList<ScanFilter> filters) => Read(context, filters).Select(batch => new Part(() => batch));

    private IEnumerable<Batch> Read(QueryContext context, IReadOnlyList<ScanFilter> filters)
    {
        foreach (var batch in table.Read(new(filters) { Cancellation = context.Cancellation }))
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
