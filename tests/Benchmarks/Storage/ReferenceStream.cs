using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>
/// What normalisation hands over of a stream in which one event in ten is a stranger's connection to one of a fleet's devices, so that of the
/// first million events 43,000 concern a device not seen before. The same for the same numbers.
/// </summary>
/// <param name="devices">Size of the fleet.</param>
/// <param name="rate">Events per second, by their own times.</param>
internal sealed class ReferenceStream(int devices, int rate = 10_000)
{
    /// <summary>One event in so many concerns a device.</summary>
    public const int PerMatch = 10;

    /// <summary>The organisation.</summary>
    public static readonly TenantId Tenant = new("contoso");

    /// <summary>When the first event happened: the beginning of a slot.</summary>
    public static readonly DateTimeOffset Start = new(2026, 7, 18, 12, 0, 0, TimeSpan.Zero);

    private static readonly ushort[] Ports = [22, 80, 443, 445, 3389, 8080, 8443];

    /// <summary>How many devices there are.</summary>
    public int Devices => devices;

    /// <summary>When the last of so many events happened.</summary>
    public DateTimeOffset End(TimeSpan after, int events) => Start + after + TimeSpan.FromSeconds((double)events / rate);

    /// <summary>The matches of one batch of a thousand events, combined per device as normalisation does.</summary>
    /// <param name="batch">Its number.</param>
    /// <param name="after">How long after the start the stream begins.</param>
    /// <param name="strangers">Sets the remote addresses of one stream apart from another's; 0 for those that a device has always seen.</param>
    public List<EntityObservations> Batch(int batch, TimeSpan after, int strangers)
    {
        var found = new Dictionary<int, List<Observation>>();
        for (var i = 0; i < 1000 / PerMatch; i++)
        {
            var number = ((long)batch * 1000 / PerMatch) + i;
            var device = (int)(StableHash.Of((ulong)number) % (ulong)devices);
            if (!found.TryGetValue(device, out var seen))
            {
                found[device] = seen = [];
            }

            seen.Add(Reached(device, Start + after + TimeSpan.FromSeconds((double)number * PerMatch / rate), strangers == 0 ? device : (uint)StableHash.Of((ulong)number + ((ulong)strangers << 40))));
        }

        return [.. found.Select(each => new EntityObservations(EntityId.Of(Tenant, new DeviceId(Id(each.Key))), each.Value, Start + after, null))];
    }

    /// <summary>The first that is told of a device.</summary>
    public static EntityObservations First(int device) =>
        new(EntityId.Of(Tenant, new DeviceId(Id(device))), [Reached(device, Start.AddTicks(device * 7919L), device)], Start, null);

    private static string Id(int device) => Telemetry.Id(device);

    private static EvidenceSeen Reached(int device, DateTimeOffset at, long stranger) => new(
        new(Reason.ExternalNetworkConnection, Transport.Tcp, new Endpoint(new(0x0a000000u + (uint)device, IsV4: true), Ports[device % Ports.Length]), null), Sighting.At(at),
        [new IpAddress(0xb9000000u + (uint)(stranger & 0xffffff), IsV4: true)], Attribution.NamedByEvent,
        new($"process{device % 40}.exe", "svchost.exe -k NetworkService -p", 1000 + (device % 50_000)), null, "defender-streaming");
}
