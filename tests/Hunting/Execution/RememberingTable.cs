using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Execution;

/// <summary>A table that remembers what the last query needed of it, and gives every row.</summary>
internal sealed class RememberingTable(string name, Schema schema, params Batch[] batches) : IHuntingTable
{
    public string Name => name;

    public Schema Schema => schema;

    public TableScan Scan { get; private set; } = TableScan.Everything;

    public string Filters => string.Join("; ", Scan.Filters.Select(f => $"{schema.Columns[f.Column].Name} {f.Comparison} {string.Join(",", f.Values.Select(Answer.Shown))}"));

    public IEnumerable<Batch> Read(TableScan scan)
    {
        Scan = scan;
        return batches;
    }
}
