using ExposurePipeline.Exposure.Messages;
using static ExposurePipeline.Functions.Http.ResourceProperty<ExposurePipeline.Exposure.Messages.DeviceInfoRow>;

namespace ExposurePipeline.Functions.Http;

/// <summary>What queries may say of rows of <c>DeviceInfo</c>: every column.</summary>
internal static class DeviceInfoModel
{
    public static ResourceModel<DeviceInfoRow> Create() => new("hunting", "row", "rows", static r => $"{r.DeviceId} {r.AdditionalFields}",
    [
        Time("Timestamp", static r => r.Timestamp),
        Text("DeviceId", static r => r.DeviceId),
        Text("DeviceName", static r => r.DeviceName),
        Text("OSPlatform", static r => r.OSPlatform),
        Text("OSVersion", static r => r.OSVersion),
        Text("PublicIP", static r => r.PublicIP),
        Text("MachineGroup", static r => r.MachineGroup),
        Text("OnboardingStatus", static r => r.OnboardingStatus),
        Text("SensorHealthState", static r => r.SensorHealthState),
        Text("DeviceType", static r => r.DeviceType),
        Text("AssetValue", static r => r.AssetValue),
        Text("ExposureLevel", static r => r.ExposureLevel),
        Text("AadDeviceId", static r => r.AadDeviceId),
        Text("DeviceManualTags", static r => r.DeviceManualTags),
        Text("MergedToDeviceId", static r => r.MergedToDeviceId),
        Text("AzureResourceId", static r => r.AzureResourceId),
        Text("AwsResourceName", static r => r.AwsResourceName),
        Text("GcpFullResourceName", static r => r.GcpFullResourceName),
        Text("AzureVmSubscriptionId", static r => r.AzureVmSubscriptionId),
        Text("CloudPlatforms", static r => r.CloudPlatforms),
        Flag("IsInternetFacing", static r => r.IsInternetFacing),
        Text("AdditionalFields", static r => r.AdditionalFields),
        Number("ReportId", static r => r.ReportId),
    ]);
}
