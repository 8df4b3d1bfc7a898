using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Osquery;

/// <summary>
/// Finds the rows in what osquery's loggers and its managers write: <c>columns</c> (one row an entry), <c>snapshot</c>, <c>diffResults</c> with
/// <c>added</c> and <c>removed</c>, <c>data</c> (the TLS logger's post), <c>rows</c> (fleetctl), or rows alone.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="sink">Where what holds no row is concluded.</param>
internal readonly ref struct OsqueryRows(ReadOnlySpan<byte> body, RecordSink sink)
{
    private static readonly AsciiNames Members = AsciiNames.Of<Member>();
    private static readonly AsciiNames HostMembers = new("hostname", "host_uuid");
    private static readonly AsciiNames Changes = new("added", "removed");

    private readonly ReadOnlySpan<byte> _body = body;
    private readonly List<OsqueryRow> _rows = [];

    private enum Member
    {
        HostIdentifier,
        Host_identifier,
        Host,
        Hostname,
        UnixTime,
        CalendarTime,
        Action,
        Decorations,
        Columns,
        Snapshot,
        DiffResults,
        Data,
        Rows,
        Severity,
    }

    /// <summary>Every row, in the order of the body.</summary>
    public List<OsqueryRow> Find()
    {
        FindEntries(.., isPost: false);
        return _rows;
    }

    private void FindEntries(Range range, bool isPost)
    {
        var (offset, _) = range.GetOffsetAndLength(_body.Length);
        var records = new JsonRecords(_body[range]);
        Span<JsonCell> cells = stackalloc JsonCell[Members.Count];
        while (records.MoveNext())
        {
            var (start, length) = (offset + records.Start, records.End - records.Start);
            if (records.Fault is not null || !JsonRow.TryRead(records.Current, Members, cells, out var entry))
            {
                MalformedRecord.Reject(ref records, sink, offset);
            }
            else if (!isPost && entry[(int)Member.Data].Kind is JsonTokenType.StartArray)
            {
                FindEntries(RangeOf(entry[(int)Member.Data], start), isPost: true);
            }
            else
            {
                FindRows(entry, start, length);
            }
        }
    }

    private void FindRows(JsonRow entry, int start, int length)
    {
        if (entry[(int)Member.Columns] is { Kind: JsonTokenType.StartObject } columns)
        {
            _rows.Add(new(start, length, RangeOf(columns, start), EntryOf(entry, null)));
        }
        else if (entry[(int)Member.Snapshot] is { Kind: JsonTokenType.StartArray } snapshot)
        {
            AddEach(snapshot, start, EntryOf(entry, null));
        }
        else if (entry[(int)Member.Rows] is { Kind: JsonTokenType.StartArray } rows)
        {
            AddEach(rows, start, EntryOf(entry, null));
        }
        else if (entry[(int)Member.DiffResults] is { Kind: JsonTokenType.StartObject } changes)
        {
            AddChanges(changes, entry, start);
        }
        else if (entry[(int)Member.HostIdentifier].IsAbsent && entry[(int)Member.Severity].IsAbsent)
        {
            _rows.Add(new(start, length, start..(start + length), OsqueryEntry.None));
        }
        else
        {
            sink.Next(start, length);
            sink.Filter(FilterRule.KindNotRead); // osquery's log of itself
        }
    }

    private void AddChanges(JsonValue changes, JsonRow entry, int start)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Changes.Count];
        JsonRow.TryRead(changes.Bytes, Changes, cells, out var lists);
        AddEach(lists[0], start + changes.Start, EntryOf(entry, "added"));
        AddEach(lists[1], start + changes.Start, EntryOf(entry, "removed"));
    }

    private void AddEach(JsonValue list, int offset, OsqueryEntry entry)
    {
        if (list.Kind is not JsonTokenType.StartArray)
        {
            return; // an empty list may be written as an empty text
        }

        var rows = new JsonRecords(list.Bytes);
        while (rows.MoveNext())
        {
            var start = offset + list.Start + rows.Start;
            var length = rows.End - rows.Start;
            _rows.Add(new(start, length, start..(start + length), entry));
        }
    }

    // The host's name before an identifier, which may be a hardware UUID or one of this start of the agent: other sources know a host by its name.
    private static OsqueryEntry EntryOf(JsonRow entry, string? action)
    {
        Span<JsonCell> cells = stackalloc JsonCell[HostMembers.Count];
        JsonRow.TryRead(entry[(int)Member.Decorations].Nested(), HostMembers, cells, out var decorations);
        var device = Text(decorations[0]) ?? Text(entry[(int)Member.Hostname]) ?? Text(entry[(int)Member.HostIdentifier])
            ?? Text(entry[(int)Member.Host_identifier]) ?? Text(entry[(int)Member.Host]) ?? Text(decorations[1]);
        return new(
            DeviceNames.Normalise(device), Text(entry[(int)Member.UnixTime]) ?? Text(entry[(int)Member.CalendarTime]),
            action ?? entry[(int)Member.Action].Text(16));
    }

    private static string? Text(JsonValue value) => value.Text(Values.DeviceId.MaxLength);

    private static Range RangeOf(JsonValue value, int start) => (start + value.Start)..(start + value.Start + value.Bytes.Length);
}
