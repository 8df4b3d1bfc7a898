using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A table that the query was given.</summary>
internal sealed class StoredTable : Plan
{
    private readonly IHuntingTable table;

    public StoredTable(IHuntingTable table)
        : this(table, table.Schema)
    {
    }

    private StoredTable(IHuntingTable table, Schema schema)
        : base(schema) => this.table = table;

    public string Name => table.Name;

    /// <summary>The same table with the column of when rows were accepted; null where it has none.</summary>
    public StoredTable? WithIngestionTime => table.IngestionTime is { } hidden ? new(table, new([.. table.Schema.Columns, hidden])) : null;

    public override bool IsDivisible => true;

    public override IEnumerable<Batch> Run(QueryContext context) => Read(context, []);

    public override IEnumerable<Part> Parts(QueryContext context, IReadOnlyList<ScanFilter> filters) => Read(context, filters).Select(batch => new Part(() => batch));

    private IEnumerable<Batch> Read(QueryContext context, IReadOnlyList<ScanFilter> filters)
    {
        foreach (var batch in table.Read(new(filters) { Cancellation = context.Cancellation }))
        {
            context.Check();
            yield return batch.Width == Schema.Count ? batch : batch.Select([.. Enumerable.Range(0, Schema.Count)]);
        }
    }
}

/// <summary>Rows evaluated once a query, however often they are named.</summary>
internal sealed class Materialized(Plan input) : Plan(input.Schema)
{
    public override bool IsSerialized => input.IsSerialized;

    public override IEnumerable<Batch> Run(QueryContext context) => [context.Once(this, () => input.Collect(context))];
}
