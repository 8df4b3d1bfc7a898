using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>A synthetic fleet as its sensors tell of it, the same for the same size: per device a profile, two addresses, three listeners; one in fifty is reached by strangers.</summary>
/// <param name="devices">Its size; a multiple of 50.</param>
internal sealed class Fleet(int devices)
{
    /// <summary>The organisation.</summary>
    public static readonly TenantId Tenant = new("contoso");

    /// <summary>The moment of all decisions and questions; everything was seen in the 23 hours before.</summary>
    public static readonly DateTimeOffset Now = new(2026, 7, 18, 14, 0, 0, TimeSpan.Zero);

    /// <summary>Some devices are meant to serve web pages, so that causes differ.</summary>
    public static readonly ExposurePolicy Policy = new()
    {
        DefaultTenant = Tenant,
        Expectations = [new("web", "web", null, null, Transport.Tcp, [new(443, 443)])],
    };

    private const int DevicesPerSite = 250;
    private static readonly (Transport Transport, ushort Port, string Process)[] Services =
        [(Transport.Tcp, 22, "sshd"), (Transport.Tcp, 443, "nginx"), (Transport.Tcp, 3389, "svchost.exe"), (Transport.Tcp, 8443, "java"), (Transport.Udp, 53, "dns.exe")];
    private static readonly string[] Platforms = ["Windows11", "Windows10", "WindowsServer2022", "Linux", "macOS"];

    /// <summary>How many devices there are.</summary>
    public int Devices => devices;

    /// <summary>The devices that strangers reach: all of them in the first tenth, so that a tenth of the fleet has the same index as the whole.</summary>
    public IEnumerable<int> Facing => Enumerable.Range(0, devices / 50).Select(number => number * 5);

    /// <summary>The id of a device, as long as Defender's.</summary>
    public static string Id(int device) => device.ToString("x40", CultureInfo.InvariantCulture);

    /// <summary>What is told of some devices, one observation a record.</summary>
    public IEnumerable<EntityObservations> Records(int first, int count) => Enumerable.Range(first, count)
        .SelectMany(device => Told(device).Select(told => new EntityObservations(EntityId.Of(Tenant, new DeviceId(Id(device))), [told], Now, null)));

    private IEnumerable<Observation> Told(int device)
    {
        var seen = Sighting.At(Now.AddMinutes(-(device * 7L % 1380)));
        yield return new ProfileSeen(Profile(device), seen.Last);
        yield return new AddressSeen(Inner(device), AddressRelation.Interface, seen);
        yield return new AddressSeen(Outer(device), AddressRelation.Egress, seen);
        for (var i = 0; i < 3; i++)
        {
            var (transport, port, process) = Service(device, i);
            yield return new ListenerSeen(transport, new(IpAddress.Unspecified, port), seen, new(process, null, 4));
        }

        for (var i = 0; i < Exposed(device); i++)
        {
            yield return Reached(device, i, seen);
        }
    }

    // One to five, for the facing.
    private int Exposed(int device) => device % 5 == 0 && device < devices / 10 ? 1 + (device / 5 % 5) : 0;

    private static EvidenceSeen Reached(int device, int number, Sighting seen)
    {
        var (transport, port, process) = Service(device, number);
        IpAddress[] strangers = [.. Enumerable.Range(0, 1 + (device % 3)).Select(i => V4(185, device * 31L + number + i))];
        return new(
            new(Reason.ExternalNetworkConnection, transport, new Endpoint(Inner(device), port), null), seen, strangers,
            Attribution.NamedByEvent, new(process, $"{process} --service", 4), null, "defender-streaming");
    }

    private static DeviceProfile Profile(int device) => new(
        $"host{device}.corp.example", Platforms[device % 5 == 0 ? device / 5 % 5 : device % 5], "10.0.22631", device % 7 == 0 ? "servers" : "clients", "Onboarded", "Active",
        device % 7 == 0 ? "Server" : "Workstation", "Normal", "Medium", null, device % 3 == 0 ? ["site-4", "web"] : ["site-4"], null, null, null);

    private static (Transport Transport, ushort Port, string Process) Service(int device, int number) => Services[((device / 5) + number) % Services.Length];

    private static IpAddress Inner(int device) => V4(10, device + 1L);

    private static IpAddress Outer(int device) => V4(45, (device / DevicesPerSite) + 1L);

    private static IpAddress V4(uint first, long rest) => new((first << 24) | (uint)(rest % 0xffffff), IsV4: true);
}
