using System.Globalization;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>What the graph tells of a device.</summary>
internal static class DeviceProperties
{
    public static IEnumerable<(string Name, Dynamic? Value)> Of(Machine machine) =>
    [
        ("deviceName", Bag.Text(machine.ComputerDnsName)),
        ("osPlatform", Bag.Text(machine.OsPlatform)),
        ("deviceType", Bag.Text(machine.DeviceType)),
        ("onboardingStatus", Bag.Text(machine.OnboardingStatus)),
        ("sensorHealthState", Bag.Text(machine.HealthStatus)),
        ("exposureScore", Bag.Text(machine.ExposureLevel)),
        ("lastSeen", Bag.Text(machine.LastSeen?.ToString("O", CultureInfo.InvariantCulture))),
        ("publicIP", Bag.Text(machine.LastExternalIpAddress)),
        ("tags", machine.MachineTags.Count == 0 ? null : Bag.Texts(machine.MachineTags)),
        .. machine.IsInternetFacing ? Facing(machine) : [],
    ];

    // Microsoft's rows have the first spelling and its sample queries the second; either asks whether the property is there.
    private static IEnumerable<(string Name, Dynamic? Value)> Facing(Machine machine) =>
    [
        ("isInternetFacing", Dynamic.Of(true)),
        ("IsInternetFacing", Dynamic.Of(true)),
        ("exposedToInternetDevice", Bag.Nested([Exposure(machine.Evidence)])),
    ];

    private static DynamicBag Exposure(IReadOnlyList<EvidenceView> evidence) => Bag.Of(
        ("publicIps", new DynamicArray([.. PublicEndpoint.Of(evidence).GroupBy(static e => e.Address).Select(static ip => PublicIp($"{ip.Key}", ip))])),
        ("localIps", Bag.Texts(evidence.Select(static e => e.LocalIp).OfType<string>().Where(static ip => ip is not ("0.0.0.0" or "::")).Distinct().Order(StringComparer.Ordinal))));

    private static DynamicBag PublicIp(string address, IEnumerable<PublicEndpoint> endpoints) => Bag.Of(
        ("ipAddress", Dynamic.Of(address)),
        ("portsInfo", new DynamicArray([.. endpoints.Where(static e => e.Port is not null).Select(static e => Bag.Of(("port", Dynamic.Of((long)e.Port!.Value)), ("connectionProtocol", Dynamic.Of($"{e.Transport}"))))])));
}
