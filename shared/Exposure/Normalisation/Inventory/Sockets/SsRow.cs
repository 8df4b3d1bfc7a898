using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>A row of <c>ss</c>: protocol and state, either of which may be left out, two queue lengths, both ends, and what else was asked for.</summary>
internal static class SsRow
{
    private const int MostWords = 8;

    private static readonly AsciiNames Protocols = new(
        "tcp", "udp", "raw", "icmp6", "nl", "dccp", "sctp", "mptcp", "tipc", "xdp",
        "u_str", "u_seq", "u_dgr", "p_raw", "p_dgr", "v_str", "v_dgr", "ti_rd", "ti_sq", "ti_st", "ti_dg");

    private static readonly AsciiNames States = new(
        "LISTEN", "UNCONN", "ESTAB", "SYN-SENT", "SYN-RECV", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "CLOSE-WAIT", "LAST-ACK", "CLOSING", "CLOSED", "NEW-SYN-RECV", "UNKNOWN");

    /// <summary>Whether a line can be nothing else: a state, then two numbers.</summary>
    public static bool IsCertain(ReadOnlySpan<byte> line)
    {
        Span<Range> words = stackalloc Range[MostWords];
        var count = Words.Split(line, words);
        return TryFindQueues(line, words[..count], out var queues) && queues > 0 && count >= queues + 4
            && States.Contains(line[words[queues - 1]]) && (queues == 1 ? line[words[3]].Contains((byte)':') : Protocols.Contains(line[words[0]]));
    }

    /// <summary>Concludes the current record.</summary>
    public static void Read(ReadOnlySpan<byte> line, bool isUnended, ReadingContext context, RecordSink sink)
    {
        Span<Range> words = stackalloc Range[MostWords];
        var count = Words.Split(line, words);
        if (!TryFindQueues(line, words[..count], out var queues) || count < queues + 4)
        {
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.InvalidField, $"no row of ss: '{Words.Excerpt(line)}'");
            return;
        }

        var protocol = queues > 0 && Protocols.Contains(line[words[0]]) ? line[words[0]] : default;
        var state = queues > 0 && States.Contains(line[words[queues - 1]]) ? line[words[queues - 1]] : default;
        if (queues > (protocol.IsEmpty ? 0 : 1) + (state.IsEmpty ? 0 : 1))
        {
            sink.Reject(RejectionReason.InvalidField, $"neither a protocol nor a state: '{Words.Excerpt(line)}'");
        }
        else
        {
            Conclude(line, protocol, state, new(line[words[queues + 2]]), new(line[words[queues + 3]]), context, sink);
        }
    }

    private static void Conclude(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> protocol, ReadOnlySpan<byte> state, ListedAddress local, ListedAddress peer, ReadingContext context, RecordSink sink)
    {
        var isTcp = protocol.IsEmpty ? state.SequenceEqual("LISTEN"u8) : protocol.SequenceEqual("tcp"u8);
        var isUdp = protocol.IsEmpty ? state.SequenceEqual("UNCONN"u8) : protocol.SequenceEqual("udp"u8);
        if (protocol.IsEmpty && state.IsEmpty)
        {
            sink.Reject(RejectionReason.MissingField, "neither Netid nor State: TCP or UDP is not said");
        }
        else if (!isTcp && !isUdp && !protocol.IsEmpty)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (!peer.IsNobody || !(state.IsEmpty || state.SequenceEqual(isTcp ? "LISTEN"u8 : "UNCONN"u8)))
        {
            sink.Filter(FilterRule.SocketNotListening);
        }
        else
        {
            new ListedSocket(isTcp ? Transport.Tcp : Transport.Udp, SsProcess.Find(line)).Conclude(local, context, sink);
        }
    }

    // Protocol and state stand before the queues; nothing before them is a number.
    private static bool TryFindQueues(ReadOnlySpan<byte> line, ReadOnlySpan<Range> words, out int queues)
    {
        for (queues = 0; queues < 3 && queues + 1 < words.Length; queues++)
        {
            if (Words.IsNumber(line[words[queues]]))
            {
                return Words.IsNumber(line[words[queues + 1]]);
            }
        }

        return false;
    }
}
