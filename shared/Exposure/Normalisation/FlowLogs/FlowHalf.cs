using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// One direction of a flow, as AWS and Google Cloud record them: what one side sent to the other in some minutes. Neither says who opened
/// the connection, and a security group or firewall that allowed a packet does not say that anybody answered it.
/// </summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The organisation's end.</param>
/// <param name="Remote">The other end.</param>
/// <param name="IsFromLocal">Whether the organisation's side sent it.</param>
internal readonly record struct FlowHalf(Transport Transport, Endpoint Local, Endpoint Remote, bool IsFromLocal)
{
    private const int FirstUnprivileged = 1024;
    private const int FirstEphemeral = 32768;
    private const int FewestOfConnection = 3;

    /// <summary>What was sent; null where the source does not say.</summary>
    public long? Packets { get; init; }

    /// <summary>With headers from IP upwards; null where the source does not say.</summary>
    public long? Bytes { get; init; }

    /// <summary>The flags of all packets joined; null where the source does not say.</summary>
    public TcpFlags? Flags { get; init; }

    /// <summary>Whether the source saw the other side acknowledge what this one sent.</summary>
    public bool IsAcknowledged { get; init; }

    /// <summary>Why this is no completed inbound connection; null when it is one.</summary>
    public string? Rule() =>
        IsLocalServer() is false ? FilterRule.Outbound
        : !IsCompleted() ? FilterRule.NotCompleted
        : IsLocalServer() is null ? FilterRule.DirectionUnknown
        : null;

    // Flags tell: who sends a SYN opens, who sends a SYN-ACK was asked. With PSH in the set every flag is reported, and a client's
    // SYN and its later ACKs cannot be told from a SYN-ACK.
    private bool? IsLocalServer() => Flags switch
    {
        { } flags when flags.HasFlag(TcpFlags.Syn) && !flags.HasFlag(TcpFlags.Ack) => !IsFromLocal,
        { } flags when flags.HasFlag(TcpFlags.Syn) && !flags.HasFlag(TcpFlags.Psh) => IsFromLocal,
        _ => IsServer(Local.Port, Remote.Port) ? true : IsServer(Remote.Port, Local.Port) ? false : null,
    };

    // A server's port is privileged, or lies below the ports that systems give to clients (Linux from 32768, Windows from 49152,
    // RFC 6335 from 49152) while the other one lies among them. Anything else would be a guess.
    private static bool IsServer(ushort port, ushort other) =>
        port != 0 && (port < FirstUnprivileged ? other >= FirstUnprivileged : port < FirstEphemeral && other >= FirstEphemeral);

    private bool IsCompleted() => Transport is Transport.Udp ? IsFromLocal : IsAcknowledged || IsAccepted() || IsFinished() || HasPayload();

    private bool IsAccepted() => IsFromLocal && Flags is { } flags && flags.HasFlag(TcpFlags.Syn | TcpFlags.Ack);

    // SYN and FIN of one sender: a connection from its beginning to its end, unless it is a scanner's odd packet.
    private bool IsFinished() => Flags is { } flags && flags.HasFlag(TcpFlags.Syn | TcpFlags.Fin) && Packets is null or >= FewestOfConnection;

    // Data is sent on completed connections only; of a stranger's a single segment may be forged. Bare segments, such as a SYN, its
    // repetitions or an RST, are no longer than this.
    private bool HasPayload()
    {
        var bareSegment = Local.Address.IsV4 ? 64 : 84;
        var isAttempt = Flags is { } flags && flags.HasFlag(TcpFlags.Syn) && (flags & (TcpFlags.Psh | TcpFlags.Fin)) == 0;
        return !isAttempt && Packets >= (IsFromLocal ? 1 : FewestOfConnection) && (double?)Bytes / bareSegment > Packets;
    }
}

/// <summary>Flags of a TCP header.</summary>
[Flags]
internal enum TcpFlags
{
    /// <summary>No flag, or none that the source reports.</summary>
    None = 0,

    /// <summary>Nothing more will be sent.</summary>
    Fin = 1,

    /// <summary>Opens.</summary>
    Syn = 2,

    /// <summary>Refuses or aborts.</summary>
    Rst = 4,

    /// <summary>Carries data; AWS reports it only since version 8.</summary>
    Psh = 8,

    /// <summary>Acknowledges; AWS reports it of SYN-ACK only.</summary>
    Ack = 16,
}
