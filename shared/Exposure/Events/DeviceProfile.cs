namespace ExposurePipeline.Exposure.Events;

/// <summary>What the inventory knows of a device; names follow Defender's <c>DeviceInfo</c> and machine resource. Null = not stated.</summary>
/// <param name="Name">Fully qualified or short name.</param>
/// <param name="Platform">For example <c>WindowsServer2022</c>, <c>Linux</c>.</param>
/// <param name="OsVersion">Operating system version text.</param>
/// <param name="Group">Machine group.</param>
/// <param name="OnboardingStatus">For example <c>Onboarded</c>.</param>
/// <param name="HealthStatus">For example <c>Active</c>.</param>
/// <param name="DeviceType">For example <c>Server</c>.</param>
/// <param name="DeviceValue"><c>Low</c>, <c>Normal</c> or <c>High</c>.</param>
/// <param name="ExposureLevel"><c>None</c>, <c>Low</c>, <c>Medium</c> or <c>High</c>, as the producer rates it.</param>
/// <param name="AadDeviceId">Entra device id.</param>
/// <param name="Tags">Manual and dynamic tags, sorted ordinally, at most 32.</param>
/// <param name="CloudResourceId">ARM id, ARN or GCP full name: the join key to the cloud side.</param>
/// <param name="IsInternetFacing">The producer's own classification: null is unknown, which is not false.</param>
/// <param name="ReportId">The producer's 64-bit report number; exceeds 2^53.</param>
public sealed record DeviceProfile(
    string? Name, string? Platform, string? OsVersion, string? Group, string? OnboardingStatus, string? HealthStatus,
    string? DeviceType, string? DeviceValue, string? ExposureLevel, string? AadDeviceId, IReadOnlyList<string> Tags,
    string? CloudResourceId, bool? IsInternetFacing, long? ReportId);
