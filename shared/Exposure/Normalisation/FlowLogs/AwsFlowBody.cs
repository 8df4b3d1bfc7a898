using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// A body of flow log records: lines, with the header that files begin with or without one; rows of JSON; lines in the messages of
/// CloudWatch Logs (<c>logEvents[].message</c> of a subscription, <c>events[].message</c> of a query, <c>message</c> of a shipper).
/// The order of a line's fields comes from the latest header, else from property <c>fields</c>, else it must be one that AWS documents.
/// </summary>
internal sealed class AwsFlowBody(ReadingContext context, RecordSink sink)
{
    private static readonly AsciiNames Wrapping = AsciiNames.Of<Wrapper>();

    private AwsFlowLayout? _layout = context.Properties[EventProperties.Fields] is { } fields ? AwsFlowLayout.Parse(Encoding.UTF8.GetBytes(fields)) : null;

    private enum Wrapper
    {
        Message,
        LogEvents,
        Events,
        MessageType,
    }

    /// <summary>Reads the lines of a body.</summary>
    /// <param name="text">The body, or the text of a message.</param>
    /// <param name="message">Where the message lies in the body; null when the text is the body.</param>
    public void ReadLines(ReadOnlySpan<byte> text, (int Start, int Length)? message = null)
    {
        for (var lines = new TextLines(text); lines.MoveNext();)
        {
            if (AwsFlowLayout.Parse(lines.Current) is { } header)
            {
                _layout = header;
                continue;
            }

            var (start, length) = message ?? (lines.Start, lines.Length);
            sink.Next(start, length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else
            {
                ReadLine(lines.Current);
            }
        }
    }

    /// <summary>Reads one object: a row, or what wraps lines; false, and nothing concluded, when it is not well-formed.</summary>
    /// <param name="json">The object.</param>
    /// <param name="start">Where it lies in the body.</param>
    public bool TryReadObject(ReadOnlySpan<byte> json, int start)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Wrapping.Count];
        if (!JsonRow.TryRead(json, Wrapping, cells, out var wrapper))
        {
            return false;
        }

        var message = wrapper[(int)Wrapper.Message];
        var events = wrapper[(int)(wrapper[(int)Wrapper.LogEvents].IsAbsent ? Wrapper.Events : Wrapper.LogEvents)];
        if (wrapper[(int)Wrapper.MessageType].Is("CONTROL_MESSAGE"u8))
        {
            sink.Next(start, json.Length);
            sink.Filter(FilterRule.KindNotRead);
        }
        else if (events.Kind is JsonTokenType.StartArray)
        {
            FlowRecords.Read(events.Bytes, (inner, at, _, _) => TryReadObject(inner, at), context, sink, start + events.Start);
        }
        else if (message.Kind is JsonTokenType.String)
        {
            ReadMessage(message, (start + message.Start, message.Bytes.Length));
        }
        else
        {
            sink.Next(start, json.Length);
            ReadRow(json);
        }

        return true;
    }

    // A shipper may put a row into the message as JSON.
    private void ReadMessage(JsonValue message, (int Start, int Length) place)
    {
        var text = message.Nested().Trim(" \t\r\n"u8);
        if (text is [(byte)'{', ..])
        {
            sink.Next(place.Start, place.Length);
            ReadRow(text);
        }
        else
        {
            ReadLines(text, place);
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        Span<Range> fields = stackalloc Range[AwsFlowLayout.MostFields + 1];
        var count = FlowFields.Split(line, AwsFlowLayout.SeparatorOf(line), fields);
        var layout = _layout?.Count == count ? _layout : AwsFlowLayout.Recognise(line);
        if (layout is null)
        {
            sink.Reject(RejectionReason.MissingField, _layout is null
                ? $"{count} fields whose order neither a header nor property '{EventProperties.Fields}' tells"
                : $"{count} fields; the header has {_layout.Count}");
            return;
        }

        Span<Range> values = stackalloc Range[AwsFlowNames.Count];
        for (var column = 0; column < values.Length; column++)
        {
            var at = layout[(AwsFlowColumn)column];
            values[column] = at < 0 || at >= count ? default : fields[at];
        }

        AwsFlowRecord.Conclude(new(line, values), context, sink);
    }

    private void ReadRow(ReadOnlySpan<byte> json)
    {
        Span<JsonCell> cells = stackalloc JsonCell[AwsFlowNames.All.Count];
        if (!JsonRow.TryRead(json, AwsFlowNames.All, cells, out _))
        {
            sink.Reject(RejectionReason.MalformedJson, "a message that begins as a JSON object");
            return;
        }

        Span<Range> values = stackalloc Range[AwsFlowNames.Count];
        values.Clear();
        for (var spelling = 0; spelling < cells.Length; spelling++)
        {
            if (cells[spelling].Length > 0)
            {
                values[(int)AwsFlowNames.Owner(spelling)] = cells[spelling].Start..(cells[spelling].Start + cells[spelling].Length);
            }
        }

        AwsFlowRecord.Conclude(new(json, values), context, sink);
    }
}
