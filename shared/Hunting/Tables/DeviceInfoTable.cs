using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Tables;

/// <summary>Defender's table of devices: names and types as Microsoft documents them, with the alias <c>TimeGenerated</c> that Sentinel uses.</summary>
public static class DeviceInfoTable
{
    /// <summary>Its name.</summary>
    public const string Name = "DeviceInfo";

    /// <summary>Its columns.</summary>
    public static Schema Schema { get; } = new(
    [
        new("Timestamp", ScalarType.DateTime),
        new("DeviceId", ScalarType.String),
        new("DeviceName", ScalarType.String),
        new("ClientVersion", ScalarType.String),
        new("PublicIP", ScalarType.String),
        new("OSArchitecture", ScalarType.String),
        new("OSPlatform", ScalarType.String),
        new("OSBuild", ScalarType.Long),
        new("IsAzureADJoined", ScalarType.Bool),
        new("JoinType", ScalarType.String),
        new("AadDeviceId", ScalarType.String),
        new("LoggedOnUsers", ScalarType.String),
        new("RegistryDeviceTag", ScalarType.String),
        new("OSVersion", ScalarType.String),
        new("MachineGroup", ScalarType.String),
        new("ReportId", ScalarType.Long),
        new("OnboardingStatus", ScalarType.String),
        new("AdditionalFields", ScalarType.String),
        new("DeviceCategory", ScalarType.String),
        new("DeviceType", ScalarType.String),
        new("DeviceSubtype", ScalarType.String),
        new("Model", ScalarType.String),
        new("Vendor", ScalarType.String),
        new("OSDistribution", ScalarType.String),
        new("OSVersionInfo", ScalarType.String),
        new("MergedDeviceIds", ScalarType.String),
        new("MergedToDeviceId", ScalarType.String),
        new("IsInternetFacing", ScalarType.Bool),
        new("SensorHealthState", ScalarType.String),
        new("IsExcluded", ScalarType.Bool),
        new("ExclusionReason", ScalarType.String),
        new("ExposureLevel", ScalarType.String),
        new("AssetValue", ScalarType.String),
        new("DeviceManualTags", ScalarType.String),
        new("DeviceDynamicTags", ScalarType.String),
        new("ConnectivityType", ScalarType.String),
        new("HostDeviceId", ScalarType.String),
        new("AzureResourceId", ScalarType.String),
        new("AwsResourceName", ScalarType.String),
        new("GcpFullResourceName", ScalarType.String),
        new("AzureVmId", ScalarType.String),
        new("AzureVmSubscriptionId", ScalarType.String),
        new("CloudPlatforms", ScalarType.String),
        new("HardwareUuid", ScalarType.String),
        new("IsTransient", ScalarType.Bool),
        new("MitigationStatus", ScalarType.String),
        new("OsBuildRevision", ScalarType.String),
        new("DiscoverySources", ScalarType.String),
        new("TimeGenerated", ScalarType.DateTime),
    ]);
}
