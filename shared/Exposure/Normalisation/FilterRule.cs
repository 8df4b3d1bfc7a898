namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Why a sound record is no observation. Names appear in metrics.</summary>
public static class FilterRule
{
    /// <summary>The action is neither an accepted inbound connection, nor a scan, nor a listener: attempts, outbound and inspected traffic.</summary>
    public const string ActionNotInbound = "action-not-inbound";

    /// <summary>A table of Defender's that says nothing about exposure; one hub may carry them all.</summary>
    public const string CategoryNotRead = "category-not-read";

    /// <summary>The other side is not on the internet (<see cref="Values.AddressSpace"/>).</summary>
    public const string RemoteNotInternet = "remote-not-internet";

    /// <summary>The other side is one of the organisation's own ranges.</summary>
    public const string RemoteOwn = "remote-own";

    /// <summary>The other side is in a trusted range.</summary>
    public const string RemoteTrusted = "remote-trusted";

    /// <summary>The device talked to itself.</summary>
    public const string Hairpin = "hairpin";

    /// <summary>The connection was not completed: an attempt, a refusal, a drop, a SYN alone, a datagram without answer.</summary>
    public const string NotCompleted = "not-completed";

    /// <summary>The device opened the connection, or the record is the other half of one.</summary>
    public const string Outbound = "outbound";

    /// <summary>Who opened the connection is not told: recorded from its middle or by halves, or turned round by a guess from its ports; or neither side is known to be the organisation's.</summary>
    public const string DirectionUnknown = "direction-unknown";

    /// <summary>The record is of a kind that says nothing about connections: statistics, an alert, another event id.</summary>
    public const string KindNotRead = "kind-not-read";

    /// <summary>The source says that it has no data, or lost some.</summary>
    public const string NoData = "no-data";

    /// <summary>The local side is no host's address: multicast, broadcast, loopback, link-local.</summary>
    public const string LocalNotHost = "local-not-host";

    /// <summary>The socket neither listens nor accepted anything.</summary>
    public const string SocketNotListening = "socket-not-listening";

    /// <summary>The process is excluded: a tunnel agent of the organisation.</summary>
    public const string ProcessExcluded = "process-excluded";

    /// <summary>The listener is bound to loopback.</summary>
    public const string ListenerOnLoopback = "listener-on-loopback";

    /// <summary>Neither TCP nor UDP.</summary>
    public const string TransportNotRead = "transport-not-read";

    /// <summary>The scanned port is closed, filtered or silent: <c>open|filtered</c> is no answer.</summary>
    public const string PortNotOpen = "port-not-open";

    /// <summary>The scanned host is down, or nothing was scanned on it.</summary>
    public const string NoPorts = "no-ports";

    /// <summary>The scanned address is not on the internet, so an answer proves nothing about the internet.</summary>
    public const string ScanOfInside = "scan-of-inside";

    /// <summary>An interface without a usable address, or one that is down.</summary>
    public const string NoAddress = "no-address";
}
