using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Functions.Hunting;

/// <summary>A table without rows that remembers what it was asked for.</summary>
internal sealed class Asked(string name, Schema schema) : IHuntingTable
{
    public List<TableScan> Scans { get; } = [];

    public string Name => name;

    public Schema Schema => schema;

    public IEnumerable<Batch> Read(TableScan scan)
    {
        Scans.Add(scan);
        return [];
    }
}
