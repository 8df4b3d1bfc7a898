using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Functions.Http;

/// <summary>Machines that differ in what queries ask about.</summary>
internal static class MachineSamples
{
    public static DateTime Noon { get; } = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);

    public static Machine Web { get; } = new()
    {
        Id = "web",
        ComputerDnsName = "web-1.contoso.com",
        OsPlatform = "Linux",
        ExposureLevel = "High",
        LastSeen = Noon,
        MachineTags = ["prod", "O'Neil's"],
        IsInternetFacing = true,
        InternetFacingReasons = [Reason.PublicScan, Reason.ExternalNetworkConnection],
        InternetFacingLastSeen = Noon.AddMinutes(-5),
        InternetFacingTransports = [Transport.Tcp, Transport.Udp],
        InternetFacingPorts = [53, 443],
        InternetFacingCauses = [CauseKind.IntendedService],
        ExposureState = ExposureState.Compliant,
        EvidenceCount = 3,
        Verdict = ExposureVerdict.Confirmed,
        ConfiguredExposure = Configured(ConfiguredStatus.Reachable),
    };

    public static Machine Jump { get; } = new()
    {
        Id = "jump",
        ComputerDnsName = "JUMP-1.contoso.com",
        OsPlatform = "WindowsServer2022",
        ExposureLevel = "Medium",
        LastSeen = Noon.AddHours(-1),
        MachineTags = ["admin"],
        IsInternetFacing = true,
        InternetFacingReasons = [Reason.ExternalNetworkConnection],
        InternetFacingTransports = [Transport.Tcp],
        InternetFacingPorts = [3389],
        InternetFacingCauses = [CauseKind.MisconfiguredNetworkRule],
        ExposureState = ExposureState.Exposed,
        RbacGroupName = "Servers",
        EvidenceCount = 1,
        Verdict = ExposureVerdict.Observed,
    };

    public static Machine Desk { get; } = new() { Id = "desk", OsPlatform = "Windows11", LastSeen = Noon.AddDays(-2), MachineTags = ["prod"], IsInternetFacing = false, OffboardedAt = Noon.AddDays(-1), Verdict = ExposureVerdict.NotExposed, ConfiguredExposure = Configured(ConfiguredStatus.NotReachable) };

    /// <summary>Known from a connection only: the inventory said nothing yet.</summary>
    public static Machine Bare { get; } = new() { Id = "bare", IsInternetFacing = false };

    public static Machine[] All { get; } = [Web, Jump, Desk, Bare];

    private static ConfiguredExposureView Configured(ConfiguredStatus status) => new("vm", status, null, [], [], [], IsComplete: true, Noon);
}
