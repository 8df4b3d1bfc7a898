using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Corpus;

/// <summary>A table whose rows are in memory.</summary>
internal sealed class MemoryTable(string name, Schema schema, params Batch[] rows) : IHuntingTable
{
    public string Name => name;

    public Schema Schema => schema;

    public IEnumerable<Batch> Read(TableScan scan) => rows;
}
