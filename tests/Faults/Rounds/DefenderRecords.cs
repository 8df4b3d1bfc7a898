using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>Records of advanced hunting about the devices of one tenant.</summary>
internal sealed class DefenderRecords(TenantId tenant, Random random)
{
    private readonly Dictionary<int, ushort> _ports = [];
    private int _markers;

    /// <summary>How many devices there are.</summary>
    public const int Devices = 8;

    public static string Address(int device) => $"10.0.{device}.5";

    /// <summary>A record of a random sort.</summary>
    public (string Json, InputRecord Record) Next(int device, DateTimeOffset at) => random.Next(10) switch
    {
        < 5 => Accepted(device, at),
        < 7 => (Json(device, Time(at), "ConnectionSuccess", "81.2.69.142", 443, "svchost.exe"), new FilteredRecord()),
        7 => (Json(device, Time(at), "InboundConnectionAccepted", "10.9.9.9", 445, "svchost.exe"), new FilteredRecord()),
        8 => (Json(device, Time(at), "InboundConnectionAccepted", "81.2.69.142", 445, "MsSense.exe"), new FilteredRecord()),
        _ => Unusable(device, at),
    };

    private (string Json, InputRecord Record) Accepted(int device, DateTimeOffset at)
    {
        var port = _ports[device] = (ushort)(_ports.GetValueOrDefault(device, (ushort)1000) + 1);
        var stranger = $"{random.Next(60, 90)}.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}";
        return (Json(device, Time(at), "InboundConnectionAccepted", stranger, port, "svchost.exe"), new ObservedRecord(EntityId.Of(tenant, new DeviceId(Name(device))), port));
    }

    // No time at all, and one that lies beyond every clock's error.
    private (string Json, InputRecord Record) Unusable(int device, DateTimeOffset at)
    {
        var marker = $"bad-{tenant.Value}-{_markers++}-";
        var time = random.Next(2) == 0 ? "yesterday" : Time(at.AddDays(3));
        return (Json(device, time, "InboundConnectionAccepted", "81.2.69.142", 443, marker), new RejectedRecord(marker));
    }

    private string Json(int device, string time, string action, string remote, int port, string process) => $$"""
        {"time":"{{time}}","tenantId":"{{tenant.Value}}","category":"AdvancedHunting-DeviceNetworkEvents","properties":{"DeviceId":"{{Name(device)}}","DeviceName":"device-{{device}}","ActionType":"{{action}}","Timestamp":"{{time}}","Protocol":"Tcp","LocalIP":"{{Address(device)}}","LocalPort":{{port}},"RemoteIP":"{{remote}}","RemotePort":{{random.Next(1024, 65535)}},"InitiatingProcessFileName":"{{process}}"} }
        """.Trim();

    private static string Name(int device) => $"device{device:x2}";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
