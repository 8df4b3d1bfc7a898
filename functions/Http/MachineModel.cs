using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Messages;
using static ExposurePipeline.Functions.Http.ResourceProperty<ExposurePipeline.Exposure.Messages.Machine>;

namespace ExposurePipeline.Functions.Http;

/// <summary>What queries may say of machines: Defender's names and ours. Evidence and interface lists are answered but not queried.</summary>
internal static class MachineModel
{
    // Of machines without a row in the index these are false, empty, or one of the texts.
    private static readonly Dictionary<string, string[]> Indexed = new()
    {
        ["isInternetFacing"] = [],
        ["internetFacingReasons"] = [],
        ["internetFacingTransports"] = [],
        ["internetFacingPorts"] = [],
        ["internetFacingCauses"] = [],
        ["exposureState"] = [nameof(ExposureState.NotApplicable)],
        ["verdict"] = [nameof(ExposureVerdict.Unknown), nameof(ExposureVerdict.NotExposed), nameof(ExposureVerdict.Predicted)],
    };

    public static ResourceModel<Machine> Create() => new("microsoft.defender", "machine", "machines", static m => m.Id,
    [
        Text("id", static m => m.Id),
        Text("computerDnsName", static m => m.ComputerDnsName),
        Time("firstSeen", static m => m.FirstSeen),
        Time("lastSeen", static m => m.LastSeen),
        Text("osPlatform", static m => m.OsPlatform),
        Text("version", static m => m.Version),
        Text("onboardingStatus", static m => m.OnboardingStatus),
        Text("lastIpAddress", static m => m.LastIpAddress),
        Text("lastExternalIpAddress", static m => m.LastExternalIpAddress),
        Text("healthStatus", static m => m.HealthStatus),
        Text("rbacGroupName", static m => m.RbacGroupName),
        Text("deviceType", static m => m.DeviceType),
        Text("exposureLevel", static m => m.ExposureLevel),
        Text("aadDeviceId", static m => m.AadDeviceId),
        Text("deviceValue", static m => m.DeviceValue),
        Text("cloudResourceId", static m => m.CloudResourceId),
        Text("mergedIntoDeviceId", static m => m.MergedIntoDeviceId),
        Time("offboardedAt", static m => m.OffboardedAt),
        Texts("machineTags", static m => m.MachineTags),
        Text("verdict", static m => m.Verdict.ToString()),
        Text("configuredStatus", static m => m.ConfiguredExposure?.Status.ToString()),
        Flag("isInternetFacing", static m => m.IsInternetFacing),
        Names("internetFacingReasons", static m => m.InternetFacingReasons),
        Names("internetFacingTransports", static m => m.InternetFacingTransports),
        Numbers("internetFacingPorts", static m => m.InternetFacingPorts),
        Names("internetFacingCauses", static m => m.InternetFacingCauses),
        Text("exposureState", static m => m.ExposureState.ToString()),
        Time("internetFacingSince", static m => m.InternetFacingSince),
        Time("internetFacingLastSeen", static m => m.InternetFacingLastSeen),
        Time("internetFacingExpiresAt", static m => m.InternetFacingExpiresAt),
        Number("evidenceCount", static m => m.EvidenceCount),
    ]);

    /// <summary>Whether the index of exposed machines holds every machine that a query can mean.</summary>
    public static bool IsOfIndex(ResourceQuery<Machine> query) => query.Implies(Indexed);
}
