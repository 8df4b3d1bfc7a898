using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>Whether a connection of Zeek's was completed, and by whom it was opened.</summary>
/// <remarks>
/// Source: Zeek's base/protocols/conn/main.zeek (conn_state, history). RSTO and RSTR say that somebody sent a reset after the responder had
/// answered the SYN; a half-open scan ends so too (history <c>ShR</c>), so the originator must have gone on after the handshake.
/// </remarks>
internal static class ZeekOutcome
{
    private static readonly AsciiNames Established = new("S1", "SF", "S2", "S3");
    private static readonly AsciiNames Reset = new("RSTO", "RSTR");

    /// <summary>Every state there is.</summary>
    public static AsciiNames States { get; } = new("S0", "S1", "SF", "REJ", "S2", "S3", "RSTO", "RSTR", "RSTOS0", "RSTRH", "SH", "SHR", "OTH");

    /// <summary>The rule that discounts a connection; null for one that was completed and may be inbound.</summary>
    public static string? Discount(JsonRow row, Transport transport) =>
        !IsCompleted(row, transport) ? FilterRule.NotCompleted
        : !IsOpenerKnown(row[(int)ZeekColumn.History], transport) ? FilterRule.DirectionUnknown
        : ZeekConnRow.IsTrue(row[(int)ZeekColumn.LocalOrig]) || ZeekConnRow.IsFalse(row[(int)ZeekColumn.LocalResp]) ? FilterRule.Outbound
        : null;

    // Of UDP, S0 is a request without answer and SHR an answer without request.
    private static bool IsCompleted(JsonRow row, Transport transport)
    {
        var state = row[(int)ZeekColumn.ConnState];
        return transport is Transport.Udp ? state.Is("SF"u8) : state.IsIn(Established) || (state.IsIn(Reset) && IsShakenHands(row));
    }

    // Capitals are the originator's packets, small letters the responder's. Without history, only data of the responder proves it.
    private static bool IsShakenHands(JsonRow row)
    {
        var history = row[(int)ZeekColumn.History];
        return history.IsAbsent
            ? row[(int)ZeekColumn.RespBytes].Number() > 0
            : history.Bytes.IndexOfAny("ADF"u8) >= 0 && history.Bytes.IndexOfAny("hadf"u8) >= 0;
    }

    // A SYN or a SYN-ACK tells. A connection met halfway has neither: its first packet may be anybody's. ^ means that Zeek turned it round:
    // rightly where it had a SYN-ACK, by the look of the ports otherwise.
    private static bool IsOpenerKnown(JsonValue history, Transport transport) =>
        history.IsAbsent
        || (transport is Transport.Udp ? history.Bytes[0] != '^' : history.Bytes.IndexOf((byte)'h') >= 0 || (history.Bytes[0] != '^' && history.Bytes.Contains((byte)'S')));
}
