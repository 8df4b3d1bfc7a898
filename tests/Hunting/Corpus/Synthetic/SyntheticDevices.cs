using System.Text.Json;

namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>Made-up rows of <c>DeviceInfo</c>: three reports a device, some of them internet-facing.</summary>
internal static class SyntheticDevices
{
    private const int Reports = 3;

    public static IReadOnlyList<Dictionary<string, object?>> Rows(Draw draw, DateTime now, IReadOnlyList<(string Id, string Name)> devices)
        => [.. devices.SelectMany((device, i) => Enumerable.Range(0, Reports).Select(report => Row(draw, now - (report * TimeSpan.FromHours(20)) - draw.Within(TimeSpan.FromHours(4)), device, i)))];

    private static Dictionary<string, object?> Row(Draw draw, DateTime at, (string Id, string Name) device, int index)
    {
        var (platform, facing, onboarded) = (Vocabulary.Platforms[index % Vocabulary.Platforms.Length], index % 3 == 0, index % 5 != 4);
        return new()
        {
            ["Timestamp"] = at, ["TimeGenerated"] = at, ["DeviceId"] = device.Id, ["DeviceName"] = device.Name, ["ClientVersion"] = "10.8760.19041.5131", ["PublicIP"] = draw.PublicAddress(),
            ["OSArchitecture"] = "64-bit", ["OSPlatform"] = platform, ["OSBuild"] = 19041L + index, ["OSVersion"] = "10.0", ["OSVersionInfo"] = "22H2", ["OSDistribution"] = platform,
            ["IsAzureADJoined"] = index % 2 == 0, ["JoinType"] = draw.Of(["AAD Joined", "Hybrid Azure AD Join", "Domain Joined"]), ["AadDeviceId"] = draw.Hex(32),
            ["LoggedOnUsers"] = JsonSerializer.Serialize(new[] { new { UserName = draw.Of(Vocabulary.Accounts), DomainName = "contoso", Sid = $"S-1-5-21-{index}" } }),
            ["RegistryDeviceTag"] = "", ["MachineGroup"] = draw.Of(["UnassignedGroup", "Servers", "Clients"]), ["ReportId"] = (long)draw.Below(1_000_000),
            ["OnboardingStatus"] = onboarded ? "Onboarded" : "Can be onboarded", ["DeviceCategory"] = draw.Of(["Endpoint", "IoT", "NetworkDevice"]),
            ["DeviceType"] = platform.Contains("Server", StringComparison.Ordinal) ? "Server" : "Workstation", ["DeviceSubtype"] = "Workstation", ["Model"] = "model-1", ["Vendor"] = draw.Of(["HP", "Dell", "Lenovo"]),
            ["MergedDeviceIds"] = "", ["IsInternetFacing"] = facing, ["SensorHealthState"] = draw.Of(["Active", "Inactive", "Misconfigured"]), ["IsExcluded"] = false,
            ["ExposureLevel"] = draw.Of(["High", "Medium", "Low"]), ["AssetValue"] = draw.Of(["High", "Normal", "Low"]), ["DeviceManualTags"] = """["prod","dmz"]""", ["DeviceDynamicTags"] = "[]",
            ["AzureVmId"] = index % 4 == 0 ? draw.Hex(32) : "", ["CloudPlatforms"] = index % 4 == 0 ? """["Azure"]""" : "", ["IsTransient"] = false, ["ConnectivityType"] = "Streamlined",
            ["AdditionalFields"] = facing ? Facing(draw, at) : "{}",
        };
    }

    // Both spellings that queries use for the scanned address and port.
    private static string Facing(Draw draw, DateTime at) => JsonSerializer.Serialize(new
    {
        InternetFacingReason = draw.Of(["PublicScan", "ExternalNetworkConnection"]), InternetFacingLocalPort = draw.Of(Vocabulary.Ports), InternetFacingLocalIp = draw.PrivateAddress(),
        InternetFacingPublicScannedPort = 443, InternetFacingPublicScannedIp = draw.PublicAddress(), InternetFacingScannedPublicPort = 443, InternetFacingScannedPublicIp = draw.PublicAddress(),
        InternetFacingTransportProtocol = draw.Of(["Tcp", "Udp"]), InternetFacingLastSeen = at,
    });
}
