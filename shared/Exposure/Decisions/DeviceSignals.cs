using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What a device tells its addresses, its other names and its heir.</summary>
internal static class DeviceSignals
{
    /// <summary>How finely a device tells its addresses what it forwards.</summary>
    public static readonly TimeSpan PathSlot = TimeSpan.FromHours(1);

    /// <summary>
    /// To each address, what changed for it. To each name under which others know it, that it is this device. To the device it was merged
    /// into: everything when the merge was learned, from then on what is new.
    /// </summary>
    public static IEnumerable<EntityObservations> Between(EntityId device, DeviceState before, DeviceState learned, DeviceState after, Occasion occasion)
    {
        if (ReferenceEquals(before, after))
        {
            return [];
        }

        return ToAddresses(device, before, after).Concat(ToAliases(device, before, after)).Concat(ToHeir(device, before, learned, after, occasion))
            .Select(s => new EntityObservations(s.Target, s.Observations, occasion.Enqueued ?? occasion.Now, occasion.TraceParent));
    }

    private static IEnumerable<(EntityId Target, Observation[] Observations)> ToAddresses(EntityId device, DeviceState before, DeviceState after)
    {
        if (AddressReports.AreSame(before, after))
        {
            return [];
        }

        var told = AddressReports.Of(device, before).ToHashSet();
        return AddressReports.Of(device, after).Where(r => !told.Contains(r))
            .GroupBy(r => r.Address, r => r.Observation)
            .SelectMany(g => g.Chunk(Retelling.SignalSize).Select(chunk => (Target: EntityId.Of(device.Tenant, g.Key), Observations: chunk)));
    }

    private static IEnumerable<(EntityId Target, Observation[] Observations)> ToAliases(EntityId device, DeviceState before, DeviceState after) =>
        after.Profile is not { } profile || after.MergedInto is not null ? []
        : DeviceAliases.Of(device, profile.Value).Except(DeviceAliases.Of(device, before.Profile?.Value))
            .Select(alias => (EntityId.Of(device.Tenant, alias), new Observation[] { new DeviceMerged(new(device.Key), profile.At) }));

    private static IEnumerable<(EntityId Target, Observation[] Observations)> ToHeir(
        EntityId device, DeviceState before, DeviceState learned, DeviceState after, Occasion occasion) => after.MergedInto is not { } heir ? []
        : Retelling.Of(before.MergedInto == heir ? learned : after, occasion.Policy.Resolution)
            .Select(observations => (EntityId.Of(device.Tenant, heir.Value), observations.ToArray()));
}
