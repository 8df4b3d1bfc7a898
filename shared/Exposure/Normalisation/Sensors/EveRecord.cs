using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>Members of an EVE record, and of what shippers wrap around it.</summary>
internal enum EveColumn
{
    Event_type,
    Timestamp,
    Src_ip,
    Src_port,
    Dest_ip,
    Dest_port,
    Proto,
    Flow,
    Tcp,
    Message,
    Event,
    Original,
    Suricata,
    Eve,
    _Source,
    _Raw,
}

/// <summary>
/// Finds the EVE record in a row: it is the row itself, or what Filebeat (<c>message</c>, <c>event.original</c>, <c>suricata.eve</c>), AWS Network
/// Firewall (<c>event</c>), an Elasticsearch or Splunk export (<c>_source</c>, <c>_raw</c>) wrap, as an object or as text.
/// </summary>
internal static class EveRecord
{
    private const int MostWrappings = 3;

    private static readonly AsciiNames Members = AsciiNames.Of<EveColumn>();

    /// <summary>How many cells <see cref="TryRead"/> needs.</summary>
    public static int Cells => Members.Count;

    /// <summary>False when the row, or the text in it, is not well-formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, Span<JsonCell> cells, out JsonRow row)
    {
        var isRead = JsonRow.TryRead(json, Members, cells, out row);
        for (var i = 0; isRead && i < MostWrappings && row[(int)EveColumn.Event_type].IsAbsent && Wrapped(row) is { IsEmpty: false } inner; i++)
        {
            isRead = JsonRow.TryRead(inner, Members, cells, out row);
        }

        return isRead;
    }

    private static ReadOnlySpan<byte> Wrapped(JsonRow row)
    {
        for (var column = (int)EveColumn.Message; column <= (int)EveColumn._Raw; column++)
        {
            var inner = row[column].Nested().Trim(" \t\r\n"u8);
            if (inner is [(byte)'{', ..] && inner.IndexOf("event_type"u8) >= 0)
            {
                return inner;
            }
        }

        return default;
    }
}
