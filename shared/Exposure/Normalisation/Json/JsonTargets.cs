using System.Text.Json;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>The members of an object that are wanted, and where they are noted; of one of them, if it is an object, its members as well.</summary>
internal readonly ref struct JsonTargets(AsciiNames columns, Span<JsonCell> cells, int nested, AsciiNames innerColumns, Span<JsonCell> innerCells)
{
    private readonly Span<JsonCell> _cells = cells;
    private readonly Span<JsonCell> _innerCells = innerCells;

    /// <summary>The column of a name; -1 when it is not wanted.</summary>
    public int Find(ReadOnlySpan<byte> name) => _cells.IsEmpty ? -1 : columns.Find(name);

    /// <summary>Whether the members of an object in this column are wanted.</summary>
    public bool IsNested(int column) => column >= 0 && column == nested;

    /// <summary>What is wanted inside that column.</summary>
    public JsonTargets Inside => new(innerColumns, _innerCells, -1, innerColumns, default);

    /// <summary>Notes where the value of a column lies.</summary>
    public void Keep(int column, JsonTokenType kind, int start, ReadOnlySpan<byte> value) => _cells[column] = kind is JsonTokenType.String
        ? new(kind, start + 1, value.Length - 2, value.Contains((byte)'\\'))
        : new(kind, start, value.Length, false);
}
