using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>
/// Suricata's EVE: one object a line, pretty-printed in a row, an array, or wrapped by a shipper. Of its event types only <c>flow</c> says that a
/// connection was completed; <c>netflow</c> records are halves of one without a mark of which half. Alerts, also those of its text log
/// <c>fast.log</c>, are about single packets and are filtered.
/// </summary>
public sealed class SuricataReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "suricata-eve";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var isJson = head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
        return isJson
            ? head.IndexOf("event_type"u8) >= 0
                && (head.IndexOf("src_ip"u8) >= 0 || head.IndexOf("flow_id"u8) >= 0 || head.IndexOf("suricata"u8) >= 0 || head.IndexOf("\"stats\""u8) >= 0)
            : IsAlert(head);
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
            ReadAlerts(body.Span, sink);
        }
    }

    private static void ReadJson(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var records = new JsonRecords(body);
        Span<JsonCell> cells = stackalloc JsonCell[EveRecord.Cells];
        while (records.MoveNext())
        {
            if (records.Fault is null && EveKind.IsOther(records.Current))
            {
                sink.Next(records.Start, records.Current.Length);
                sink.Filter(FilterRule.KindNotRead);
                continue;
            }

            if (records.Fault is not null || !EveRecord.TryRead(records.Current, cells, out var row))
            {
                MalformedRecord.Reject(ref records, sink);
                continue;
            }

            sink.Next(records.Start, records.Current.Length);
            Conclude(row, context, sink);
        }
    }

    // A row that says nothing of an event is another shipper's on the same hub, such as Metricbeat's.
    private static void Conclude(JsonRow row, ReadingContext context, RecordSink sink)
    {
        var kind = row[(int)EveColumn.Event_type];
        if (kind.Is("flow"u8))
        {
            EveFlow.Conclude(row, context, sink);
        }
        else if (kind.IsAbsent && !row[(int)EveColumn.Flow].IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "event_type");
        }
        else
        {
            sink.Filter(kind.Is("netflow"u8) ? FilterRule.DirectionUnknown : FilterRule.KindNotRead);
        }
    }

    private static void ReadAlerts(ReadOnlySpan<byte> body, RecordSink sink)
    {
        var lines = new TextLines(body);
        while (lines.MoveNext())
        {
            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else if (IsAlert(lines.Current))
            {
                sink.Filter(FilterRule.KindNotRead);
            }
            else
            {
                sink.Reject(RejectionReason.InvalidField, $"neither JSON nor an alert: '{Encoding.UTF8.GetString(lines.Current[..Math.Min(40, lines.Length)])}'");
            }
        }
    }

    // 10/05/10-10:08:59.667372 [**] [1:2009187:4] …
    private static bool IsAlert(ReadOnlySpan<byte> line) =>
        line.IndexOf("[**] ["u8) is > 0 and < 48 && line[0] is >= (byte)'0' and <= (byte)'9';
}
