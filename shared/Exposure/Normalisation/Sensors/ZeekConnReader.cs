using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>
/// Zeek's conn.log: the tab-separated table with its header lines (several tables in one body are read one after the other; without header the
/// event's property <c>fields</c> names the columns), and JSON as Zeek, Corelight and Zeek's Kafka writer write it.
/// </summary>
/// <remarks>Other logs of Zeek share its hub and its header; they are filtered.</remarks>
public sealed class ZeekConnReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "zeek-conn";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var text = head.TrimStart(" \t\r\n"u8);
        return text switch
        {
            [(byte)'#', ..] => ZeekTable.IsHeader(text),
            [(byte)'{' or (byte)'[', ..] => head.IndexOf("\"id.orig_h\""u8) >= 0 || head.IndexOf("\"id_orig_h\""u8) >= 0
                || (head.IndexOf("\"orig_h\""u8) >= 0 && head.IndexOf("\"resp_h\""u8) >= 0),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        if (body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
        {
            ReadJson(body.Span, context, sink);
        }
        else
        {
            ZeekTable.Read(body.Span, context, sink);
        }
    }

    private static void ReadJson(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var records = new JsonRecords(body);
        Span<JsonCell> cells = stackalloc JsonCell[ZeekColumns.Cells];
        while (records.MoveNext())
        {
            if (records.Fault is not null || !ZeekColumns.TryRead(records.Current, cells, out var row))
            {
                MalformedRecord.Reject(ref records, sink);
                continue;
            }

            sink.Next(records.Start, records.Current.Length);
            if (ZeekColumns.IsOfOtherLog(row))
            {
                sink.Filter(FilterRule.KindNotRead);
            }
            else
            {
                ZeekConnRow.Conclude(row, context, sink);
            }
        }
    }
}
