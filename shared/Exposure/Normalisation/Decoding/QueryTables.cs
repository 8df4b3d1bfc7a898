using System.Buffers;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Decoding;

/// <summary>
/// The result of a query to Azure Monitor Logs, <c>{"tables":[{"name":…,"columns":[{"name":…,"type":…}],"rows":[[…]]}]}</c>, as JSON Lines: an object a
/// row, which is what the same table's rows look like wherever else they are exported.
/// </summary>
internal static class QueryTables
{
    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    /// <summary>Whether a body begins as one does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> body) =>
        body.TrimStart(Space) is [(byte)'{', .. var inside] && inside.TrimStart(Space) is var member && member.Length > 8 && Ascii.EqualsIgnoreCase(member[..8], "\"tables\""u8);

    /// <summary>Every whole row, at most <paramref name="limit"/> bytes of them; the body itself when it has none.</summary>
    public static DecodedBody Decode(ReadOnlyMemory<byte> body, int limit)
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
        var lines = new ArrayBufferWriter<byte>();
        try
        {
            ReadTables(ref reader, body.Span, lines, limit);
        }
        catch (JsonException fault) // the reader has no Try form; rows before the fault are whole
        {
            JsonScan.SkipContainer(body.Span, body.Span.IndexOf((byte)'{'), out var end);
            var reason = end is ScanEnd.Truncated ? RejectionReason.Truncated : RejectionReason.MalformedJson;
            return lines.WrittenCount == 0 ? new(body) : new(lines.WrittenMemory, new(reason, $"the result of a query: {fault.Message}"));
        }

        return lines.WrittenCount > limit ? DecodedBody.Unusable(RejectionReason.TooLarge, $"rows of more than {limit} bytes") : new(lines.WrittenCount == 0 ? body : lines.WrittenMemory);
    }

    // Of one table the columns stand before the rows.
    private static void ReadTables(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ArrayBufferWriter<byte> lines, int limit)
    {
        var names = new List<byte[]>();
        while (lines.WrittenCount <= limit && reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName)
            {
                continue;
            }

            if (Is(reader.ValueSpan, "columns"u8))
            {
                names.Clear();
                ReadColumns(ref reader, names);
            }
            else if (Is(reader.ValueSpan, "rows"u8) && reader.Read() && reader.TokenType is JsonTokenType.StartArray)
            {
                while (lines.WrittenCount <= limit && reader.Read() && reader.TokenType is JsonTokenType.StartArray)
                {
                    lines.Write(Row(ref reader, body, names));
                }
            }
        }
    }

    private static void ReadColumns(ref Utf8JsonReader reader, List<byte[]> names)
    {
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.PropertyName && (Is(reader.ValueSpan, "name"u8) || Is(reader.ValueSpan, "ColumnName"u8)) && reader.Read())
            {
                names.Add(reader.ValueSpan.ToArray());
            }
        }
    }

    // As it stands in the result, each cell behind the name of its column.
    private static ReadOnlySpan<byte> Row(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, List<byte[]> names)
    {
        var row = new ArrayBufferWriter<byte>();
        for (var cell = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; cell++)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (cell < names.Count)
            {
                row.Write(cell == 0 ? "{\""u8 : ",\""u8);
                row.Write(names[cell]);
                row.Write("\":"u8);
                row.Write(body[start..(int)reader.BytesConsumed]);
            }
        }

        row.Write(row.WrittenCount == 0 ? "{}\n"u8 : "}\n"u8);
        return row.WrittenSpan;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted) => Ascii.EqualsIgnoreCase(name, wanted);
}
