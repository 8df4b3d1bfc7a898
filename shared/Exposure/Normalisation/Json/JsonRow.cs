using System.Text.Json;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Where the value of a wanted member lies in its row.</summary>
internal readonly record struct JsonCell(JsonTokenType Kind, int Start, int Length, bool IsEscaped);

/// <summary>The wanted members of one JSON object; points into its bytes and allocates nothing.</summary>
internal readonly ref struct JsonRow(ReadOnlySpan<byte> json, ReadOnlySpan<JsonCell> cells)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly ReadOnlySpan<JsonCell> _cells = cells;

    /// <summary>The value of a column; absent when the object has no such member.</summary>
    public JsonValue this[int column]
    {
        get
        {
            var cell = _cells[column];
            return new(cell.Kind, _json.Slice(cell.Start, cell.Length), cell.IsEscaped, cell.Start);
        }
    }

    /// <summary>Reads an object; false when it is not well-formed. Of a repeated member the last counts.</summary>
    /// <param name="json">The object's bytes.</param>
    /// <param name="columns">The wanted members.</param>
    /// <param name="cells">Room for as many cells as there are columns.</param>
    /// <param name="row">The row.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, ColumnSet columns, Span<JsonCell> cells, out JsonRow row)
    {
        cells.Clear();
        row = new(json, cells);
        if (json.IsEmpty)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
            return ReadMembers(ref reader, columns, cells);
        }
        catch (JsonException) // the reader has no Try form; JsonFault finds out what is wrong
        {
            return false;
        }
    }

    private static bool ReadMembers(ref Utf8JsonReader reader, ColumnSet columns, Span<JsonCell> cells)
    {
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var column = columns.Find(reader.ValueSpan);
            reader.Read();
            var (kind, start, isEscaped) = (reader.TokenType, (int)reader.TokenStartIndex, reader.ValueIsEscaped);
            reader.Skip();
            if (column >= 0)
            {
                var isText = kind is JsonTokenType.String;
                cells[column] = new(kind, isText ? start + 1 : start, (int)reader.BytesConsumed - start - (isText ? 2 : 0), isEscaped);
            }
        }

        return !reader.Read();
    }
}
