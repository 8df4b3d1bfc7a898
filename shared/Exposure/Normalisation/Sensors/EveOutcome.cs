using System.Globalization;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>Whether a flow of Suricata's was a completed connection, and whether its opener is known.</summary>
/// <remarks>
/// <c>flow.state</c> alone is not enough: a refused SYN ends <c>closed</c> as well. The TCP flags of both directions tell, where a session
/// was tracked; flows met halfway (<c>stream.midstream</c>) have no SYN.
/// </remarks>
internal static class EveOutcome
{
    private const int Syn = 0x02;
    private const int Ack = 0x10;
    private const int MostRefusals = 3; // Windows tries a refused port three times

    private static readonly AsciiNames Established = new("established", "bypassed", "local_bypassed", "capture_bypassed");
    private static readonly AsciiNames Unfinished = new("none", "listen", "syn_sent", "syn_recv");
    private static readonly AsciiNames TcpMembers = AsciiNames.Of<TcpColumn>();

    private enum TcpColumn
    {
        Tcp_flags_ts,
        Tcp_flags_tc,
        State,
        Syn,
        Ack,
        Rst,
        Psh,
        Fin,
    }

    /// <summary>The rule that discounts a flow; null for a completed one.</summary>
    /// <param name="state"><c>flow.state</c>.</param>
    /// <param name="answers"><c>flow.pkts_toclient</c>.</param>
    /// <param name="tcp">The object <c>tcp</c>; empty where there is none.</param>
    /// <param name="transport">Of UDP, an answer is all there is.</param>
    public static string? Discount(JsonValue state, long answers, ReadOnlySpan<byte> tcp, Transport transport)
    {
        if (answers <= 0 || state.Is("new"u8))
        {
            return FilterRule.NotCompleted;
        }

        Span<JsonCell> cells = stackalloc JsonCell[TcpMembers.Count];
        JsonRow.TryRead(tcp, TcpMembers, cells, out var row);
        return transport is Transport.Udp ? null : DiscountTcp(row, state, answers);
    }

    private static string? DiscountTcp(JsonRow tcp, JsonValue state, long answers)
    {
        var client = Flags(tcp[(int)TcpColumn.Tcp_flags_ts]);
        var server = Flags(tcp[(int)TcpColumn.Tcp_flags_tc]);
        if ((client | server) != 0)
        {
            var isCompleted = (server & (Syn | Ack)) == (Syn | Ack) && (client & Ack) != 0;
            return ((client | server) & Syn) == 0 ? FilterRule.DirectionUnknown : isCompleted ? null : FilterRule.NotCompleted;
        }

        var isDone = Has(tcp, TcpColumn.Syn) || Has(tcp, TcpColumn.Ack) ? IsShakenHands(tcp) : state.IsIn(Established) || (state.Is("closed"u8) && answers > MostRefusals);
        return isDone && !tcp[(int)TcpColumn.State].IsIn(Unfinished) ? null : FilterRule.NotCompleted;
    }

    // Flags of both directions together: a refusal is SYN, then RST with ACK, and nothing else.
    private static bool IsShakenHands(JsonRow tcp) =>
        Has(tcp, TcpColumn.Syn) && Has(tcp, TcpColumn.Ack) && (!Has(tcp, TcpColumn.Rst) || Has(tcp, TcpColumn.Psh) || Has(tcp, TcpColumn.Fin));

    private static bool Has(JsonRow tcp, TcpColumn flag) => tcp[(int)flag].Truth() is true;

    // Hexadecimal text; 00 where no session was tracked.
    private static byte Flags(JsonValue text) =>
        byte.TryParse(text.Bytes, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var flags) ? flags : (byte)0;
}
