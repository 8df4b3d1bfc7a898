using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>
/// An asset and a device that share an address which is the asset's own are one machine: for devices whose inventory does not name their
/// cloud resource. Nobody is joined by guess.
/// </summary>
/// <param name="Asset">The asset's device.</param>
/// <param name="Device">The only other device that has the address, or leaves through it.</param>
/// <param name="At">Since when both are there, UTC: who takes its place is the machine from then on, and an inventory that names the resource later says it better.</param>
internal sealed record SharedAddress(DeviceId Asset, DeviceId Device, DateTimeOffset At)
{
    /// <summary>Who is one; null where the address is no asset's own, several have it, or some may have been left out of a full list.</summary>
    public static SharedAddress? Of(IpAddress address, AddressState state, ExposurePolicy policy)
    {
        if (state.Assets.Count == 0 || state.Assets.IsFull || state.Holders.IsFull || state.Guests.IsFull)
        {
            return null;
        }

        var at = state.Assets.Items.Max(static a => a.Value.Last);
        var own = new CloudPaths(address, state, policy).Own(at);
        return own is [var one, ..] && own.TrueForAll(each => each.Key.Device == one.Key.Device) && own.Find(static each => !each.Value.IsEnded).Value?.Seen is { } seen
            ? With(one.Key.Device, seen, new(state, policy))
            : null;
    }

    /// <summary>What the asset is told once that is known.</summary>
    public static IEnumerable<EntityObservations> Between(EntityId address, SharedAddress? before, SharedAddress? after, Occasion occasion) =>
        after is null || (after.Asset == before?.Asset && after.Device == before.Device) ? []
        : [new(EntityId.Of(address.Tenant, after.Asset), [new DeviceMerged(after.Device, after.At)], occasion.Enqueued ?? occasion.Now, occasion.TraceParent)];

    // One that was last seen there before the asset had the address may have been the machine before it.
    private static SharedAddress? With(DeviceId asset, Sighting seen, Occupancy occupancy) =>
        occupancy.Holders(seen.Last).Concat(occupancy.Guests(seen.Last)).Where(claim => claim.Device != asset).DistinctBy(static claim => claim.Device).ToList() is [{ Occupant.IsNamed: false } only]
        && only.Occupant.Seen.Last + only.Slot > seen.First
            ? new(asset, only.Device, only.Occupant.Seen.First > seen.First ? only.Occupant.Seen.First : seen.First)
            : null;
}
