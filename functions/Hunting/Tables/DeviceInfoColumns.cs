using System.Text.Json;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Tables;

/// <summary>The columns of <c>DeviceInfo</c> that are known; those that nobody told are empty.</summary>
internal static class DeviceInfoColumns
{
    public const string MergedDeviceIds = nameof(MergedDeviceIds);

    private static readonly (int Column, Func<DeviceInfoRow, string?> Value)[] Texts =
    [
        Text("DeviceId", static r => r.DeviceId),
        Text("DeviceName", static r => r.DeviceName),
        Text("PublicIP", static r => r.PublicIP),
        Text("OSPlatform", static r => r.OSPlatform),
        Text("OSVersion", static r => r.OSVersion),
        Text("AadDeviceId", static r => r.AadDeviceId),
        Text("MachineGroup", static r => r.MachineGroup),
        Text("OnboardingStatus", static r => r.OnboardingStatus),
        Text("SensorHealthState", static r => r.SensorHealthState),
        Text("DeviceType", static r => r.DeviceType),
        Text("AssetValue", static r => r.AssetValue),
        Text("ExposureLevel", static r => r.ExposureLevel),
        Text("DeviceManualTags", static r => r.DeviceManualTags),
        Text("MergedToDeviceId", static r => r.MergedToDeviceId),
        Text("AzureResourceId", static r => r.AzureResourceId),
        Text("AwsResourceName", static r => r.AwsResourceName),
        Text("GcpFullResourceName", static r => r.GcpFullResourceName),
        Text("AzureVmSubscriptionId", static r => r.AzureVmSubscriptionId),
        Text("CloudPlatforms", static r => r.CloudPlatforms),
        Text("AdditionalFields", static r => r.AdditionalFields),
    ];

    private static readonly int[] Times = [Index("Timestamp"), Index("TimeGenerated")];
    private static readonly int IsInternetFacing = Index("IsInternetFacing");
    private static readonly int ReportId = Index("ReportId");

    public static Batch Of(IReadOnlyList<DeviceInfoRow> rows)
    {
        var table = new TableBuilder(DeviceInfoTable.Schema, rows.Count);
        foreach (var row in rows)
        {
            Add(table, row);
        }

        return table.Build();
    }

    /// <summary>Of each row the devices that were merged into it, as a JSON array; "" where none was.</summary>
    public static Column Merged(IReadOnlyList<DeviceInfoRow> rows, ILookup<string, string> merged)
    {
        var table = new TableBuilder(new([new(MergedDeviceIds, ScalarType.String)]), rows.Count);
        foreach (var row in rows)
        {
            var ids = merged[row.DeviceId].Order(StringComparer.Ordinal).ToList();
            table.Add(0, ids.Count == 0 ? "" : JsonSerializer.Serialize(ids, HuntingJson.Relaxed.IReadOnlyListString));
            table.EndRow();
        }

        return table.Build()[0];
    }

    private static void Add(TableBuilder table, DeviceInfoRow row)
    {
        foreach (var (column, value) in Texts)
        {
            table.Add(column, value(row)!);
        }

        foreach (var column in Times)
        {
            table.Add(column, row.Timestamp);
        }

        table.Add(IsInternetFacing, row.IsInternetFacing);
        table.Add(ReportId, row.ReportId);
        table.EndRow();
    }

    private static (int Column, Func<DeviceInfoRow, string?> Value) Text(string name, Func<DeviceInfoRow, string?> value) => (Index(name), value);

    private static int Index(string name) => DeviceInfoTable.Schema.IndexOf(name);
}
