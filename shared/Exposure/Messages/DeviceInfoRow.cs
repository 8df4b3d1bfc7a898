using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>
/// A row of Defender's hunting table <c>DeviceInfo</c>, with its names and types. One row carries one reason and endpoint, so a device has a
/// row for each evidence in force; without evidence, one.
/// </summary>
/// <param name="Timestamp">The latest event about the device, UTC.</param>
/// <param name="DeviceId">The device identifier.</param>
/// <param name="DeviceName">Fully qualified or short name.</param>
/// <param name="OSPlatform">For example <c>WindowsServer2022</c>.</param>
/// <param name="OSVersion">Operating system version.</param>
/// <param name="PublicIP">Last address through which the device reached the internet.</param>
/// <param name="MachineGroup">Machine group.</param>
/// <param name="OnboardingStatus">For example <c>Onboarded</c>.</param>
/// <param name="SensorHealthState">For example <c>Active</c>.</param>
/// <param name="DeviceType">For example <c>Server</c>.</param>
/// <param name="AssetValue"><c>Low</c>, <c>Normal</c> or <c>High</c>.</param>
/// <param name="ExposureLevel"><c>Low</c>, <c>Medium</c> or <c>High</c>.</param>
/// <param name="AadDeviceId">Entra device id.</param>
/// <param name="DeviceManualTags">A JSON array as text.</param>
/// <param name="MergedToDeviceId">The device that inherited this one.</param>
/// <param name="AzureResourceId">ARM id.</param>
/// <param name="AwsResourceName">ARN.</param>
/// <param name="GcpFullResourceName">Full name of a resource of Google Cloud.</param>
/// <param name="IsInternetFacing">Whether the device carries the tag.</param>
/// <param name="AdditionalFields"><see cref="InternetFacingFields"/> as text.</param>
/// <param name="ReportId">Derived from the rest of the row: tells rows of one device and moment apart, and is the same when asked again.</param>
public sealed record DeviceInfoRow(
    DateTime Timestamp, string DeviceId, string? DeviceName, string? OSPlatform, string? OSVersion, string? PublicIP, string? MachineGroup,
    string? OnboardingStatus, string? SensorHealthState, string? DeviceType, string? AssetValue, string? ExposureLevel, string? AadDeviceId,
    string? DeviceManualTags, string? MergedToDeviceId, string? AzureResourceId, string? AwsResourceName, string? GcpFullResourceName,
    bool IsInternetFacing, string? AdditionalFields, long ReportId)
{
    /// <summary>The table.</summary>
    public const string Table = "DeviceInfo";

    /// <summary>The subscription of <see cref="AzureResourceId"/>, where that is a virtual machine of Azure's.</summary>
    public string? AzureVmSubscriptionId { get; init; }

    /// <summary>The cloud that the device runs in: a JSON array as text.</summary>
    public string? CloudPlatforms { get; init; }

    /// <summary>The rows of a machine; none where no event ever came about it, only what people said.</summary>
    public static IEnumerable<DeviceInfoRow> Of(Machine machine) => machine.LastSeen is not { } seen
        ? []
        : InternetFacingFields.Of(machine).Select(fields => JsonSerializer.Serialize(fields, HuntingJson.Relaxed.InternetFacingFields))
            .DefaultIfEmpty().Select(fields => Of(machine, seen, fields));

    private static DeviceInfoRow Of(Machine machine, DateTime seen, string? fields)
    {
        var (azure, aws, google) = Cloud(machine.CloudResourceId);
        return new(
            seen, machine.Id, machine.ComputerDnsName, machine.OsPlatform, machine.Version, machine.LastExternalIpAddress, machine.RbacGroupName,
            machine.OnboardingStatus, machine.HealthStatus, machine.DeviceType, machine.DeviceValue, machine.ExposureLevel, machine.AadDeviceId,
            machine.MachineTags.Count == 0 ? null : JsonSerializer.Serialize(machine.MachineTags, HuntingJson.Relaxed.IReadOnlyListString),
            machine.MergedIntoDeviceId, azure, aws, google, machine.IsInternetFacing, fields,
            (long)(StableHash.Of($"{machine.Id} {seen.Ticks}", fields ?? "") & long.MaxValue))
        {
            AzureVmSubscriptionId = azure?.Contains("/microsoft.compute/", StringComparison.OrdinalIgnoreCase) == true ? azure.Split('/')[2] : null,
            CloudPlatforms = Platform(azure, aws, google) is { } platform ? JsonSerializer.Serialize([platform], HuntingJson.Relaxed.IReadOnlyListString) : null,
        };
    }

    // The words of Defender's own column. Azure Arc's machines run elsewhere.
    private static string? Platform(string? azure, string? aws, string? google) =>
        azure is not null ? (azure.Contains("/microsoft.hybridcompute/", StringComparison.OrdinalIgnoreCase) ? "Azure Arc" : "Azure")
        : aws is not null ? "Amazon Web Services"
        : google is not null ? "Google Cloud Platform"
        : null;

    private static (string? Azure, string? Aws, string? Google) Cloud(string? id) => id switch
    {
        null => default,
        _ when id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) => (id, null, null),
        _ when id.StartsWith("arn:", StringComparison.OrdinalIgnoreCase) => (null, id, null),
        _ => (null, null, id),
    };
}
