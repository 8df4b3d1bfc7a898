using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>What <c>DeviceInfo</c> says in <c>AdditionalFields</c> of an internet-facing device: one reason and one endpoint; null where not known.</summary>
/// <param name="InternetFacingReason">The raw value.</param>
/// <param name="InternetFacingLocalIp">The device's own address.</param>
/// <param name="InternetFacingLocalPort">The device's own port.</param>
/// <param name="InternetFacingPublicScannedIp">The address that the internet sees.</param>
/// <param name="InternetFacingPublicScannedPort">The port that the internet sees.</param>
/// <param name="InternetFacingTransportProtocol"><c>Tcp</c> or <c>Udp</c>.</param>
/// <param name="InternetFacingLastSeen">Last sighting, UTC.</param>
public sealed record InternetFacingFields(
    Reason InternetFacingReason, string? InternetFacingLocalIp, int? InternetFacingLocalPort, string? InternetFacingPublicScannedIp,
    int? InternetFacingPublicScannedPort, Transport? InternetFacingTransportProtocol, DateTime? InternetFacingLastSeen)
{
    /// <summary>The public address again: Defender's own query of 2023 reads this name, which its schema never had.</summary>
    public string? InternetFacingScannedPublicIp => InternetFacingPublicScannedIp;

    /// <summary>The public port again.</summary>
    public int? InternetFacingScannedPublicPort => InternetFacingPublicScannedPort;

    /// <summary>One for each evidence in force; for each reason where only reasons are known; none without the tag.</summary>
    public static IEnumerable<InternetFacingFields> Of(Machine machine) =>
        !machine.IsInternetFacing ? []
        : machine.Evidence.Count > 0 ? machine.Evidence.Select(Of)
        : machine.InternetFacingReasons.Select(reason => new InternetFacingFields(reason, null, null, null, null, null, machine.InternetFacingLastSeen));

    private static InternetFacingFields Of(EvidenceView evidence) => new(
        evidence.Reason, evidence.LocalIp is "0.0.0.0" or "::" ? null : evidence.LocalIp, evidence.LocalPort is 0 ? null : evidence.LocalPort,
        evidence.PublicIp, evidence.PublicPort, evidence.Transport, evidence.LastSeen);
}
