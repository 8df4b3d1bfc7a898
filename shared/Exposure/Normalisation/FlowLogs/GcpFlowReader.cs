using System.Buffers.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// Google Cloud VPC flow logs: log entries as Cloud Logging exports them, whatever wraps them, Pub/Sub's message with base64 data
/// included, or their payload alone. The instance names the device, by its full resource name.
/// </summary>
public sealed class GcpFlowReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "gcp-vpc-flow";

    private static readonly AsciiNames Entries = AsciiNames.Of<EntryColumn>();
    private static readonly AsciiNames Payloads = AsciiNames.Of<GcpFlowColumn>();

    private enum EntryColumn
    {
        LogName,
        Timestamp,
        JsonPayload,
        Message,
        Data,
    }

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => FlowRecords.AreJson(head) && (IsFlow(head) || IsFlow(Carried(head)));

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) => FlowRecords.Read(body.Span, TryRead, context, sink);

    private static bool IsFlow(ReadOnlySpan<byte> head) =>
        head.IndexOf("2Fvpc_flows"u8) >= 0 || (head.IndexOf("\"reporter\""u8) >= 0 && head.IndexOf("\"src_ip\""u8) >= 0);

    // What the head shows of a Pub/Sub message's data.
    private static byte[] Carried(ReadOnlySpan<byte> head)
    {
        var data = head.IndexOf("\"data\""u8);
        var text = data < 0 ? default : head[(data + 6)..].TrimStart(" \t\r\n:\""u8);
        var end = text.IndexOf((byte)'"');
        return Decode(end < 0 ? text[..(text.Length & ~3)] : text[..end]);
    }

    private static byte[] Decode(ReadOnlySpan<byte> base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        Base64.DecodeFromUtf8(base64, bytes, out _, out var written);
        return bytes[..written];
    }

    private static bool TryRead(ReadOnlySpan<byte> json, int start, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> outer = stackalloc JsonCell[Entries.Count];
        Span<JsonCell> payloadCells = stackalloc JsonCell[Payloads.Count];
        if (!JsonRow.TryRead(json, Entries, outer, (int)EntryColumn.JsonPayload, Payloads, payloadCells, out var entry, out var payload))
        {
            return false;
        }

        sink.Next(start, json.Length);
        if (entry[(int)EntryColumn.JsonPayload].Kind is JsonTokenType.StartObject)
        {
            ReadPayload(entry, payload, context, sink); // as Cloud Logging itself writes it
        }
        else
        {
            ReadWrapped(json, entry, context, sink);
        }

        return true;
    }

    private static void ReadWrapped(ReadOnlySpan<byte> json, JsonRow entry, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> outer = stackalloc JsonCell[Entries.Count];
        Span<JsonCell> inner = stackalloc JsonCell[Entries.Count];
        var message = JsonRow.TryRead(entry[(int)EntryColumn.Message].Nested(), Entries, inner, out var wrapped) ? wrapped : entry;
        var data = message[(int)EntryColumn.Data];
        if (data.IsAbsent || !entry[(int)EntryColumn.JsonPayload].IsAbsent)
        {
            ReadEntry(json, entry, context, sink);
            return;
        }

        var carried = Decode(data.Nested());
        if (JsonRow.TryRead(carried, Entries, outer, out var logged))
        {
            ReadEntry(carried, logged, context, sink);
        }
        else
        {
            sink.Reject(RejectionReason.InvalidField, "message.data is no base64 of a log entry");
        }
    }

    private static void ReadEntry(ReadOnlySpan<byte> json, JsonRow entry, ReadingContext context, RecordSink sink)
    {
        var payload = entry[(int)EntryColumn.JsonPayload];
        Span<JsonCell> cells = stackalloc JsonCell[Payloads.Count];
        if (JsonRow.TryRead(payload.IsAbsent ? json : payload.Nested(), Payloads, cells, out var row) || IsOfOtherLog(entry))
        {
            ReadPayload(entry, row, context, sink);
        }
        else
        {
            sink.Reject(RejectionReason.InvalidField, "jsonPayload is no object");
        }
    }

    private static void ReadPayload(JsonRow entry, JsonRow payload, ReadingContext context, RecordSink sink)
    {
        if (IsOfOtherLog(entry))
        {
            sink.Filter(FilterRule.KindNotRead);
        }
        else
        {
            GcpFlowRecord.Conclude(payload, entry[(int)EntryColumn.Timestamp], context, sink);
        }
    }

    private static bool IsOfOtherLog(JsonRow entry) =>
        !entry[(int)EntryColumn.LogName].IsAbsent && entry[(int)EntryColumn.LogName].Bytes.IndexOf("vpc_flows"u8) < 0;
}
