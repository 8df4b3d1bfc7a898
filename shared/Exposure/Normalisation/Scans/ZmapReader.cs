using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// ZMap: CSV under a header, or without one in the order that the property <see cref="EventProperties.Fields"/> names, else one address a line
/// as by default; or JSON Lines. Where no <c>sport</c> is written, the port comes from the property <see cref="EventProperties.Port"/>.
/// </summary>
public sealed class ZmapReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "zmap";

    private static readonly AsciiNames Marks = new("saddr");

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    /// <inheritdoc/>
    public bool MayBeEmpty => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => JsonHead.Of(head, Marks).Has(0) || ZmapText.Recognises(head);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        if (body.Span.TrimStart(" \t\r\n,["u8) is [(byte)'{', ..])
        {
            ScanJson.Read(body.Span, ZmapRow.Columns, sink, (row, place) => ReadObject(row, place, context, sink));
        }
        else
        {
            ZmapText.Read(body.Span, context, sink);
        }
    }

    private static void ReadObject(JsonRow row, RecordPlace place, ReadingContext context, RecordSink sink)
    {
        var fields = new string?[ZmapRow.Columns.Count];
        for (var column = 0; column < fields.Length; column++)
        {
            fields[column] = row[column].Kind is JsonTokenType.True or JsonTokenType.False ? (row[column].Truth() == true ? "1" : "0") : row[column].Text(64);
        }

        sink.Next(place.Start, place.Length);
        new ZmapRow(fields).Conclude(context, sink);
    }
}
