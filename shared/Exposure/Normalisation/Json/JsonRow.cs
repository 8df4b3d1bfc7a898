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
    public static bool TryRead(ReadOnlySpan<byte> json, AsciiNames columns, Span<JsonCell> cells, out JsonRow row) =>
        TryRead(json, columns, cells, -1, columns, default, out row, out _);

    /// <summary>As above, and in the same pass the members of one object inside it.</summary>
    /// <param name="json">The object's bytes.</param>
    /// <param name="columns">The wanted members.</param>
    /// <param name="cells">Room for as many cells as there are columns.</param>
    /// <param name="nested">The column whose value, if it is an object, is read as well.</param>
    /// <param name="innerColumns">The wanted members of that object.</param>
    /// <param name="innerCells">Room for them.</param>
    /// <param name="row">The row.</param>
    /// <param name="inner">The row inside.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json, AsciiNames columns, Span<JsonCell> cells, int nested, AsciiNames innerColumns, Span<JsonCell> innerCells,
        out JsonRow row, out JsonRow inner)
    {
        cells.Clear();
        innerCells.Clear();
        row = new(json, cells);
        inner = new(json, innerCells);
        if (json.IsEmpty)
        {
            return false;
        }

        if (JsonWalk.TryRead(json, new JsonTargets(columns, cells, nested, innerColumns, innerCells)))
        {
            return true;
        }

        cells.Clear();
        innerCells.Clear();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
            var members = new Members(columns, cells, nested, innerColumns, innerCells);
            return reader.Read() && reader.TokenType is JsonTokenType.StartObject && members.Read(ref reader) && !reader.Read();
        }
        catch (JsonException) // the reader has no Try form; JsonFault finds out what is wrong
        {
            return false;
        }
    }

    /// <summary>Reads an object whose end is missing: what stands before one of the lists in it, and of that list what is there.</summary>
    /// <param name="json">What is there of the object.</param>
    /// <param name="columns">The wanted members.</param>
    /// <param name="lists">Those whose elements are records.</param>
    /// <param name="cells">Room for as many cells as there are columns.</param>
    /// <param name="row">The row; its list is not closed.</param>
    /// <returns>False unless it is one of the lists that is cut.</returns>
    public static bool TryReadCut(ReadOnlySpan<byte> json, AsciiNames columns, AsciiNames lists, Span<JsonCell> cells, out JsonRow row)
    {
        cells.Clear();
        row = new(json, cells);
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new(new() { MaxDepth = JsonScan.MaxDepth }));
        try
        {
            var isObject = reader.Read() && reader.TokenType is JsonTokenType.StartObject;
            return isObject && new Members(columns, cells, -1, columns, default).ReadUpTo(lists, json, ref reader);
        }
        catch (JsonException) // the reader has no Try form; the caller rejects what is there
        {
            return false;
        }
    }

    private readonly ref struct Members(AsciiNames columns, Span<JsonCell> cells, int nested, AsciiNames innerColumns, Span<JsonCell> innerCells)
    {
        private readonly Span<JsonCell> _cells = cells;
        private readonly Span<JsonCell> _innerCells = innerCells;

        public bool Read(ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var column = columns.Find(reader.ValueSpan);
                reader.Read();
                Keep(column, ref reader);
            }

            return true;
        }

        // True at the first list that is not closed.
        public bool ReadUpTo(AsciiNames lists, ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var column = columns.Find(reader.ValueSpan);
                var isList = column >= 0 && lists.Contains(reader.ValueSpan);
                if (!reader.Read())
                {
                    return false;
                }

                var start = (int)reader.TokenStartIndex;
                if (IsOpen(json, start, reader.TokenType))
                {
                    _cells[isList ? column : 0] = new(reader.TokenType, start, json.Length - start, false);
                    return isList;
                }

                Keep(column, ref reader);
            }

            return false;
        }

        private static bool IsOpen(ReadOnlySpan<byte> json, int start, JsonTokenType kind)
        {
            var end = ScanEnd.Complete;
            _ = kind is JsonTokenType.StartObject or JsonTokenType.StartArray ? JsonScan.SkipContainer(json, start, out end) : start;
            return end is ScanEnd.Truncated;
        }

        private void Keep(int column, ref Utf8JsonReader reader)
        {
            var (kind, start, isEscaped) = (reader.TokenType, (int)reader.TokenStartIndex, reader.ValueIsEscaped);
            Pass(column, ref reader);
            if (column >= 0)
            {
                var isText = kind is JsonTokenType.String;
                _cells[column] = new(kind, isText ? start + 1 : start, (int)reader.BytesConsumed - start - (isText ? 2 : 0), isEscaped);
            }
        }

        private void Pass(int column, ref Utf8JsonReader reader)
        {
            if (column >= 0 && column == nested && reader.TokenType is JsonTokenType.StartObject)
            {
                new Members(innerColumns, _innerCells, -1, innerColumns, default).Read(ref reader);
            }
            else
            {
                reader.TrySkip();
            }
        }
    }
}
