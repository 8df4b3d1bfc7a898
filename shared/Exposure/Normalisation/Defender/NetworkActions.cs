using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>
/// Every <c>ActionType</c> that <c>DeviceNetworkEvents</c> is known to have: the portal's schema reference, which no public page repeats,
/// and what real exports show beyond it. An action that is not here is news to us and set aside rather than dropped.
/// </summary>
internal static class NetworkActions
{
    /// <summary>Those that bear on exposure from the internet.</summary>
    public static AsciiNames Read { get; } = new("InboundConnectionAccepted", "InboundInternetScanInspected", "ListeningConnectionCreated");

    /// <summary>Those that do not: attempts, outbound, inspected and aggregated traffic.</summary>
    public static AsciiNames Noise { get; } = new(
        // Connections that the device opened, or whose direction is not told.
        "ConnectionSuccess", "ConnectionFailed", "ConnectionRequest", "ConnectionFound",
        // Single packets (SYN, SYN/ACK): nothing was accepted. Exports and timelines spell them either way.
        "ConnectionAttempt", "ConnectionAcknowledged", "InboundConnectionAttempt", "InboundConnectionAcknowledged", "InboundConnectionBlocked",
        // Packet inspection.
        "NetworkSignatureInspected", "DnsConnectionInspected", "FtpConnectionInspected", "HttpConnectionInspected", "IcmpConnectionInspected",
        "SmtpConnectionInspected", "SshConnectionInspected", "SslConnectionInspected", "NtlmAuthenticationInspected",
        // Hourly sums: https://learn.microsoft.com/defender-endpoint/aggregated-reporting
        "ConnectionSuccessAggregatedReport", "ConnectionFailedAggregatedReport");
}
