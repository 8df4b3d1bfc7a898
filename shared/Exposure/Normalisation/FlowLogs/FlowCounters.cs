using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>What a flow record counted in both directions, seen from the initiator.</summary>
/// <param name="PacketsOut">From the initiator to the responder.</param>
/// <param name="BytesOut">With headers.</param>
/// <param name="PacketsBack">From the responder to the initiator.</param>
/// <param name="BytesBack">With headers.</param>
internal readonly record struct FlowCounters(long PacketsOut, long BytesOut, long PacketsBack, long BytesBack)
{
    /// <summary>Longest TCP segment that carries nothing: Ethernet 14, IPv4 20, TCP 20, the options of a SYN 20.</summary>
    private const int BareSegment = 74;

    /// <summary>
    /// Whether the responder accepted. A datagram back is an answer. Of TCP, a refusal looks like an answer too (each SYN has its
    /// RST) and so does a handshake that nobody finished (a SYN, and SYN-ACKs in vain): bare segments, and none of the initiator's beyond those answered.
    /// </summary>
    public bool IsAnswer(Transport transport) =>
        PacketsBack > 0 && (transport is Transport.Udp || PacketsOut > PacketsBack || HasPayload(PacketsOut, BytesOut) || HasPayload(PacketsBack, BytesBack));

    private static bool HasPayload(long packets, long bytes) => (double)bytes / BareSegment > packets;
}
