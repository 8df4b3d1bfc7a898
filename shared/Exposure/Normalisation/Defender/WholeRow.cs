using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Normalisation.Rows;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>A record of <c>DeviceNetworkEvents</c> as it came: every action, every column, unjudged.</summary>
internal static class WholeRow
{
    private const int LongestUsual = 2048;
    private const int TimeGenerated = (int)NetworkEventColumn.MachineGroup + 1;

    private static readonly AsciiNames Columns = new([.. Enum.GetNames<NetworkEventColumn>(), nameof(TimeGenerated)]);

    /// <summary>Concludes one record; false when it is not well-formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> record, ReadingContext context, RecordSink sink, INetworkEventJournal journal)
    {
        Span<JsonCell> outer = stackalloc JsonCell[DefenderReader.Envelope.Count];
        Span<JsonCell> inner = stackalloc JsonCell[Columns.Count];
        if (!JsonRow.TryRead(record, DefenderReader.Envelope, outer, (int)EnvelopeColumn.Properties, Columns, inner, out var envelope, out var cells))
        {
            return false;
        }

        var isFlat = envelope[(int)EnvelopeColumn.Properties].Kind is not JsonTokenType.StartObject;
        if (isFlat)
        {
            JsonRow.TryRead(record, Columns, inner, out cells);
        }

        if (!IsNetworkEvent(envelope[(int)(isFlat ? EnvelopeColumn.Type : EnvelopeColumn.Category)], cells))
        {
            sink.Filter(FilterRule.CategoryNotRead);
        }
        else if (DefenderReader.TryTenant(isFlat ? default : envelope[(int)EnvelopeColumn.TenantId], context, sink, out var tenant))
        {
            Write(cells, context.For(tenant), sink, journal);
        }

        return true;
    }

    private static bool IsNetworkEvent(JsonValue named, JsonRow cells)
    {
        if (named.IsAbsent)
        {
            return NetworkEventRow.Is(cells[(int)NetworkEventColumn.ActionType], cells[(int)NetworkEventColumn.Protocol], cells[(int)NetworkEventColumn.LocalIP]);
        }

        var name = named.Plain(stackalloc byte[DefenderTables.LongestName]);
        return Ascii.EqualsIgnoreCase(DefenderTables.TryTable(name, out var table) ? table : name, DefenderTables.NetworkEvents);
    }

    private static void Write(JsonRow cells, ReadingContext context, RecordSink sink, INetworkEventJournal journal)
    {
        var stamp = cells[(int)NetworkEventColumn.Timestamp];
        stamp = stamp.IsAbsent ? cells[TimeGenerated] : stamp;
        if (!stamp.TryTime(out var time))
        {
            sink.Reject(RejectionReason.InvalidTimestamp, stamp.IsAbsent ? "Timestamp is missing" : $"Timestamp {stamp.Text(64)}");
        }
        else if (context.Refuse(time) is { } refusal)
        {
            sink.Reject(refusal, $"Timestamp {stamp.Text(64)}");
        }
        else
        {
            WriteValues(stamp, cells, context, journal);
            sink.Keep();
        }
    }

    private static void WriteValues(JsonValue stamp, JsonRow cells, ReadingContext context, INetworkEventJournal journal)
    {
        Span<byte> room = stackalloc byte[LongestUsual];
        journal.Begin(context.Tenant, context.Contexts.Event);
        journal.Set(NetworkEventColumn.Timestamp, stamp.Plain(room));
        for (var column = NetworkEventColumn.Timestamp + 1; column <= NetworkEventColumn.MachineGroup; column++)
        {
            var value = cells[(int)column];
            if (value.Kind is not (JsonTokenType.None or JsonTokenType.Null))
            {
                journal.Set(column, value.Kind is JsonTokenType.String && value.Bytes.Length > room.Length ? value.Nested() : value.Plain(room));
            }
        }

        journal.End();
    }
}
