using ExposurePipeline.Exposure.Messages;

namespace ExposurePipeline.Functions.Http;

/// <summary>What queries may say of machines: Defender's names and ours. Evidence and interface lists are answered but not queried.</summary>
internal static class MachineModel
{
    /// <summary>The property that decides whether the index of flagged devices is enough to answer.</summary>
    public const string IsInternetFacing = "isInternetFacing";

    /// <summary>Created when the first query comes: the OData assemblies are not needed before.</summary>
    public static ResourceModel<Machine> Create() => new("microsoft.defender", "machine", "machines",
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
        Text("exposureLevel", static m => m.ExposureLevel),
        Text("aadDeviceId", static m => m.AadDeviceId),
        Text("deviceValue", static m => m.DeviceValue),
        Text("cloudResourceId", static m => m.CloudResourceId),
        Text("mergedIntoDeviceId", static m => m.MergedIntoDeviceId),
        new("machineTags", PropertyKind.Texts, static m => m.MachineTags),
        new(IsInternetFacing, PropertyKind.Flag, static m => m.IsInternetFacing),
        new("internetFacingReasons", PropertyKind.Texts, static m => m.InternetFacingReasons.Select(static r => r.ToString())),
        Time("internetFacingSince", static m => m.InternetFacingSince),
        Time("internetFacingLastSeen", static m => m.InternetFacingLastSeen),
        Time("internetFacingExpiresAt", static m => m.InternetFacingExpiresAt),
        new("evidenceCount", PropertyKind.Number, static m => m.EvidenceCount),
    ]);

    private static ResourceProperty<Machine> Text(string name, Func<Machine, string?> read) => new(name, PropertyKind.Text, read);

    private static ResourceProperty<Machine> Time(string name, Func<Machine, DateTime?> read) => new(
        name, PropertyKind.Time, machine => read(machine) is { } time ? new DateTimeOffset(time, TimeSpan.Zero) : null);
}
