using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary><c>DeviceInfo</c>: what a device is, through which address it goes out, why Defender calls it internet-facing, and whether it was offboarded or merged into another one.</summary>
internal static class DeviceInfoRow
{
    private const int MaxText = 256;
    private const int MaxPath = 512;

    /// <summary>Concludes one record.</summary>
    public static void Read(in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (!row.TryIdentify(context, sink, out var device, out var time))
        {
            return;
        }

        List<Observation> observations = [new ProfileSeen(Profile(row), time)];
        if (DeviceId.TryCreate(row[DefenderColumn.MergedToDeviceId].Text(DeviceId.MaxLength), out var survivor) && survivor.Value != device.Key)
        {
            observations.Add(new DeviceMerged(survivor, time));
        }

        // The address a device goes out by is a NAT's or a proxy's as often as its own: never evidence.
        if (row[DefenderColumn.PublicIP].TryAddress(out var egress) && AddressSpace.IsGlobal(egress))
        {
            observations.Add(new AddressSeen(egress, AddressRelation.Egress, Sighting.At(time)));
        }

        if (row[DefenderColumn.OnboardingStatus].Is("Offboarded"u8))
        {
            observations.Add(new DeviceOffboarded(time));
        }

        if (InternetFacingFields.Read(row, context, time) is { } evidence)
        {
            observations.Add(evidence);
        }

        sink.Observe(device, [.. observations]);
    }

    private static DeviceProfile Profile(in DefenderRow row) => new(
        Name: row[DefenderColumn.DeviceName].Text(MaxText),
        Platform: row[DefenderColumn.OSPlatform].Text(MaxText),
        OsVersion: row[DefenderColumn.OSVersion].Text(MaxText) ?? row[DefenderColumn.OSVersionInfo].Text(MaxText),
        Group: row[DefenderColumn.MachineGroup].Text(MaxText),
        OnboardingStatus: row[DefenderColumn.OnboardingStatus].Text(MaxText),
        HealthStatus: row[DefenderColumn.SensorHealthState].Text(MaxText),
        DeviceType: row[DefenderColumn.DeviceType].Text(MaxText),
        DeviceValue: row[DefenderColumn.AssetValue].Text(MaxText),
        ExposureLevel: row[DefenderColumn.ExposureLevel].Text(MaxText),
        AadDeviceId: row[DefenderColumn.AadDeviceId].Text(MaxText),
        Tags: DeviceTags.Read(row),
        CloudResourceId: row[DefenderColumn.AzureResourceId].Text(MaxPath) ?? row[DefenderColumn.AwsResourceName].Text(MaxPath) ?? row[DefenderColumn.GcpFullResourceName].Text(MaxPath),
        IsInternetFacing: row[DefenderColumn.IsInternetFacing].Truth(),
        ReportId: row[DefenderColumn.ReportId].Number());
}
