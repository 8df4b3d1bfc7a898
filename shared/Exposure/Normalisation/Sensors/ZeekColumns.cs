using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>The fields of a conn.log that are read.</summary>
internal enum ZeekColumn
{
    Ts,
    Proto,
    ConnState,
    LocalOrig,
    LocalResp,
    History,
    RespBytes,
    OrigHost,
    OrigPort,
    RespHost,
    RespPort,
}

/// <summary>
/// The names of those fields. The four of the connection's identity come as <c>id.orig_h</c> (Zeek), <c>id_orig_h</c> (Corelight's and Splunk's
/// exports) or as an object <c>id</c> with <c>orig_h</c>.
/// </summary>
internal static class ZeekColumns
{
    /// <summary>How many cells <see cref="TryRead"/> needs.</summary>
    public static int Cells => Members.Count + Identity.Count;

    /// <summary>Logs with the columns of conn.log: itself, and Corelight's of connections that last and of reduced volume.</summary>
    public static AsciiNames Logs { get; } = new("conn", "conn_long", "conn_red");

    private const int Underscored = (int)ZeekColumn.RespPort + 1;
    private const int Nested = Underscored + 4;
    private const int Path = Nested + 1;
    private const int Stream = Path + 1;
    private const int Tagged = Stream + 1;

    private static AsciiNames Identity { get; } = new("orig_h", "orig_p", "resp_h", "resp_p");

    private static AsciiNames Members { get; } = new(
        "ts", "proto", "conn_state", "local_orig", "local_resp", "history", "resp_bytes", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p",
        "id_orig_h", "id_orig_p", "id_resp_h", "id_resp_p", "id", "_path", "@stream", "conn");

    /// <summary>The column of a field by its name in a table's header; -1 for one that is not read.</summary>
    public static int Find(ReadOnlySpan<byte> name) =>
        Members.Find(name) switch
        {
            >= Nested => -1,
            >= Underscored and var column => column - Underscored + (int)ZeekColumn.OrigHost,
            var column => column,
        };

    /// <summary>Reads an object; false when it is not well-formed. The Kafka writer's object around it, named by the log, is taken off.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, Span<JsonCell> cells, out JsonRow row)
    {
        if (!TryReadMembers(json, cells, out row))
        {
            return false;
        }

        var tagged = row[Tagged];
        return tagged.Kind is not JsonTokenType.StartObject || TryReadMembers(tagged.Bytes, cells, out row);
    }

    /// <summary>Whether the record names another log than conn, in Zeek's or in Corelight's way.</summary>
    public static bool IsOfOtherLog(JsonRow row) => IsOther(row[Path]) || IsOther(row[Stream]);

    private static bool IsOther(JsonValue log) => !log.IsAbsent && !log.IsIn(Logs);

    private static bool TryReadMembers(ReadOnlySpan<byte> json, Span<JsonCell> cells, out JsonRow row)
    {
        var inner = cells[Members.Count..];
        var isRead = JsonRow.TryRead(json, Members, cells[..Members.Count], Nested, Identity, inner, out row, out _);
        for (var i = 0; i < Identity.Count; i++)
        {
            ref var cell = ref cells[(int)ZeekColumn.OrigHost + i];
            cell = cell.Kind is not JsonTokenType.None ? cell : cells[Underscored + i].Kind is not JsonTokenType.None ? cells[Underscored + i] : inner[i];
        }

        return isRead;
    }
}
