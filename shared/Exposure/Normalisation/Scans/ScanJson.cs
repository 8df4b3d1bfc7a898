using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>Where a record lies in its body, in bytes.</summary>
internal readonly record struct RecordPlace(int Start, int Length);

/// <summary>The JSON objects of a scanner's file, and those in the arrays inside them.</summary>
internal static class ScanJson
{
    /// <summary>Reads one object: starts and concludes every record in it.</summary>
    public delegate void ObjectReader(JsonRow row, RecordPlace place);

    /// <summary>Reads every object of a body; what is none is rejected.</summary>
    /// <param name="body">The body.</param>
    /// <param name="columns">The wanted members.</param>
    /// <param name="sink">Where records are rejected.</param>
    /// <param name="read">Reads an object; one that is cut as well, if the cut is in one of the lists.</param>
    /// <param name="lists">Members whose elements are records: those that came whole count.</param>
    public static void Read(ReadOnlySpan<byte> body, AsciiNames columns, RecordSink sink, ObjectReader read, AsciiNames? lists = null)
    {
        var records = new JsonRecords(body);
        Span<JsonCell> cells = stackalloc JsonCell[columns.Count];
        while (records.MoveNext())
        {
            if (TryRead(records, columns, lists, cells, out var row))
            {
                read(row, new(records.Start, records.End - records.Start));
                continue;
            }

            records.Resynchronise();
            sink.Next(records.Start, records.Current.Length);
            var reason = JsonFault.Find(records.Current, JsonScan.MaxDepth, out var detail);
            sink.Reject(records.Fault ?? reason ?? RejectionReason.MalformedJson, detail);
        }
    }

    /// <summary>Reads every object of an array that lies inside a record; one without elements is a record that says nothing.</summary>
    public static void ReadElements(JsonValue array, AsciiNames columns, RecordPlace place, RecordSink sink, ObjectReader read, AsciiNames? lists = null)
    {
        var elements = new JsonRecords(array.Bytes);
        Span<JsonCell> cells = stackalloc JsonCell[columns.Count];
        var isEmpty = true;
        for (; elements.MoveNext(); isEmpty = false)
        {
            if (TryRead(elements, columns, lists, cells, out var row))
            {
                read(row, place);
            }
            else
            {
                sink.Next(place.Start, place.Length);
                sink.Reject(elements.Fault ?? RejectionReason.MalformedJson, "an element of a list is no object");
            }
        }

        if (isEmpty)
        {
            sink.Next(place.Start, place.Length);
            sink.Filter(FilterRule.NoPorts);
        }
    }

    /// <summary>Concludes the current record, whose address is missing or none.</summary>
    public static void RejectAddress(JsonValue address, string member, RecordSink sink)
    {
        if (address.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, $"no {member}");
        }
        else
        {
            sink.Reject(RejectionReason.InvalidField, $"{member} {address.Excerpt()}");
        }
    }

    private static bool TryRead(JsonRecords records, AsciiNames columns, AsciiNames? lists, Span<JsonCell> cells, out JsonRow row)
    {
        row = default;
        return records.Fault switch
        {
            null => JsonRow.TryRead(records.Current, columns, cells, out row),
            RejectionReason.Truncated when lists is not null => JsonRow.TryReadCut(records.Current, columns, lists, cells, out row),
            _ => false,
        };
    }
}
