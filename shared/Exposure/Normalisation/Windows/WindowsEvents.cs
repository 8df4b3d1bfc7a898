using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>
/// Reads the Windows events of a body. Collectors mix the logs of a machine, so each event is judged by its own provider, whichever
/// reader recognised the body.
/// </summary>
internal static class WindowsEvents
{
    private const string Sysmon = "sysmon";

    /// <summary>Whether the body of this head is JSON or else XML, perhaps behind syslog headers.</summary>
    public static bool IsJson(ReadOnlySpan<byte> head) => head.TrimStart(" \t\r\n,"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>Concludes every record.</summary>
    public static void Read(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        if (IsJson(body))
        {
            ReadJson(body, context, sink);
        }
        else
        {
            ReadXml(body, context, sink);
        }
    }

    private static void ReadJson(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var record = new WindowsEvent();
        var records = new JsonRecords(body);
        while (records.MoveNext())
        {
            sink.Next(records.Start, records.End - records.Start);
            record.Clear();
            if (records.Fault is { } fault)
            {
                sink.Reject(fault, "no complete JSON object");
            }
            else if (WindowsEventJson.TryRead(records.Current, record))
            {
                Conclude(record, context, sink);
            }
            else
            {
                records.Resynchronise();
                sink.Limit(records.Current.Length);
                var reason = JsonFault.Find(records.Current, JsonScan.MaxDepth, out var detail);
                sink.Reject(reason ?? RejectionReason.MalformedJson, detail);
            }
        }
    }

    private static void ReadXml(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var declares = body.IndexOf("<!ENTITY"u8) >= 0 || body.IndexOf("<!DOCTYPE"u8) >= 0;
        if (declares || !ReadElements(body, context, sink))
        {
            sink.Next();
            sink.Reject(declares ? RejectionReason.ForbiddenEntity : RejectionReason.UnknownFormat, declares ? "the document declares a type or entities" : "no Event element");
        }
    }

    // False when there is none.
    private static bool ReadElements(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var record = new WindowsEvent();
        var events = new XmlEvents(body);
        var count = 0;
        for (; events.MoveNext(); count++)
        {
            sink.Next(events.Start, events.Length);
            record.Clear();
            if (events.Fault is { } fault)
            {
                sink.Reject(fault, "an Event element without its end");
                continue;
            }

            WindowsEventXml.Read(events.Current, record);
            Conclude(record, context, sink);
        }

        return count > 0;
    }

    private static void Conclude(WindowsEvent record, ReadingContext context, RecordSink sink)
    {
        var isOther = record.Id is { } number && !IsSysmon(record, number) && !IsSecurity(record, number);
        if (isOther || (record.Lacks(WindowsField.EventId) && !record.Lacks(WindowsField.OtherText)))
        {
            sink.Filter(FilterRule.KindNotRead);
        }
        else if (record.Fault is var (reason, detail))
        {
            sink.Reject(reason, detail);
        }
        else if (record.Id is not { } id)
        {
            var text = record[WindowsField.EventId];
            sink.Reject(text is null ? RejectionReason.MissingField : RejectionReason.InvalidField, text is null ? "EventID" : "EventID is no number");
        }
        else if (IsSysmon(record, id))
        {
            SysmonConnection.Conclude(record, context, sink);
        }
        else
        {
            FilteringPlatformEvent.Conclude(id, record, context, sink);
        }
    }

    private static bool IsSysmon(WindowsEvent record, int id) =>
        id == SysmonConnection.Id && (record.IsOf(Sysmon) || record.IsOfUnknownOrigin);

    private static bool IsSecurity(WindowsEvent record, int id) =>
        FilteringPlatformEvent.Is(id) && (record.IsOf("security") || record.IsOfUnknownOrigin);
}
