using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>A column of a block, read when a query uses it.</summary>
internal sealed class StoredColumn(SegmentScan scan, int column, int block) : LazyColumn
{
    /// <inheritdoc/>
    public override Column Read() => scan.Read(column, block, null);

    /// <inheritdoc/>
    public override Column Read(int[] rows) => scan.Read(column, block, rows);
}

/// <summary>A column that a segment was written without: all null.</summary>
internal sealed class AbsentColumn(ScalarType type, int length) : LazyColumn
{
    /// <inheritdoc/>
    public override Column Read() => Columns.Constant(type, null, length);
}
