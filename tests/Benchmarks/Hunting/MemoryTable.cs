using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>The rows in memory, coded as segments have them: what the engine does when reading costs nothing.</summary>
internal sealed class MemoryTable : IHuntingTable
{
    private const int BlockRows = 32_768;
    private readonly List<Batch> blocks = [];

    /// <summary>Takes them all in.</summary>
    public MemoryTable(EventRows rows)
    {
        for (var from = 0; from < rows.Count; from += BlockRows)
        {
            var block = rows.Rows(from, Math.Min(BlockRows, rows.Count - from));
            blocks.Add(new(Enumerable.Range(0, block.Width).Select(i => block[i] is Column<string> text ? Coded(text) : block[i]), block.Length));
        }
    }

    public string Name => DeviceNetworkEventsTable.Name;

    public Schema Schema => DeviceNetworkEventsTable.Schema;

    public IEnumerable<Batch> Read(TableScan scan) => blocks;

    private static Column<string> Coded(Column<string> texts)
    {
        var (numbers, codes) = (new Dictionary<string, int>(), new int[texts.Length]);
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = numbers.TryGetValue(texts[row], out var number) ? number : numbers[texts[row]] = numbers.Count;
        }

        return new([.. numbers.Keys], default, codes, codes.Length);
    }
}
