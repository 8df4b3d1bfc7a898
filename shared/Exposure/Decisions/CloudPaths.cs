using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>To which assets clouds' configuration leads from ports of an address. Depends on event times only, never on the clock.</summary>
internal sealed class CloudPaths(IpAddress address, AddressState state, ExposurePolicy policy)
{
    /// <summary>Whose a port is by configuration: one asset's, or nobody's where several could be meant; null where nothing leads from it.</summary>
    public (Owner Owner, Sighting Seen)? Attribute(Port port, Sighting seen)
    {
        var ways = At(port, seen.Last);
        var assets = ways.Select(static way => way.Key.Device).Distinct().ToList();
        return ways.Count == 0 ? null
            : assets.Count > 1 ? (Owner.None(Unattributed.SeveralDevices, assets), seen)
            : state.Assets.IsFull && !ways[0].Key.Path.IsOwn ? (Owner.None(Unattributed.TooManyDevices, assets), seen)
            : (new(assets[0], Attribution.MappedByPath, Local(ways[0].Key.Path, port), null, DeviceSet.Empty), Since(ways[0].Value, seen));
    }

    /// <summary>The rule that leads from a port to one asset; null where none or several do.</summary>
    public string? Rule(Port port, Sighting seen) => At(port, seen.Last) is { Count: > 0 } ways && ways.TrueForAll(way => way.Key.Device == ways[0].Key.Device) ? ways[0].Key.Path.Rule : null;

    /// <summary>Assets whose own the address was at a moment or within the window around it, also where that has ended.</summary>
    public List<KeyValuePair<AssetKey, Lease>> Own(DateTimeOffset at) =>
        [.. state.Assets.Items.Where(a => a.Key.Path.IsOwn && (a.Value.Last - at).Duration() < policy.Window)];

    // Configuration may be told later than what was seen. But where a way was taken from one asset after that moment, those that began later are no heirs of what was seen.
    private List<KeyValuePair<AssetKey, Lease>> At(Port port, DateTimeOffset at)
    {
        List<KeyValuePair<AssetKey, Lease>> near = [.. state.Assets.Items.Where(a => a.Key.Path.Takes(port.Transport, port.Number) && a.Value.IsNear(at, policy.Window))];
        var before = near.FindAll(a => a.Value.Seen?.First <= at);
        return before.Exists(static a => a.Value.IsEnded) ? before : near;
    }

    // Only the asset's port is told: the endpoint names every interface.
    private Endpoint? Local(AssetPath path, Port port) => path.Lead(port.Number) is { } inner ? new(address with { Bits = 0 }, inner) : null;

    // What was seen long before the asset was there was another's.
    private Sighting Since(Lease lease, Sighting seen) => seen.First >= lease.Seen?.First - policy.Window ? seen : Sighting.At(seen.Last);
}
