using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>What a verdict tells those who observe: the asset's device, and the public addresses that lead to it.</summary>
public static class AssetObservations
{
    /// <summary>The device that an asset is.</summary>
    public static DeviceId DeviceOf(ResourceId asset) => CloudAsset.DeviceOf(asset.Text) ?? CloudAsset.Named(asset.Text);

    /// <summary>What to tell, entity by entity: the device first. Told again with an unchanged verdict, it refreshes what would expire.</summary>
    /// <param name="tenant">Whose asset it is.</param>
    /// <param name="change">The verdict; without <see cref="VerdictChange.After"/> the asset is gone.</param>
    /// <param name="internet">Who counts as the internet, and whom the organisation trusts.</param>
    /// <param name="at">When it was judged, UTC.</param>
    public static IEnumerable<EntityObservations> Of(TenantId tenant, VerdictChange change, InternetSources internet, DateTimeOffset at)
    {
        var judged = Judgement.Of(change.Asset, change.After, internet, at);
        return ToAddresses(change, at)
            .GroupBy(told => EntityId.Of(tenant, told.Address), static told => told.Observation)
            .Select(told => new EntityObservations(told.Key, [.. told], at, null))
            .Prepend(new(EntityId.Of(tenant, DeviceOf(change.Asset)), [judged], at, null));
    }

    private static IEnumerable<(IpAddress Address, Observation Observation)> ToAddresses(VerdictChange change, DateTimeOffset at)
    {
        var (device, now) = (DeviceOf(change.Asset), AddressPaths.Of(change.After).ToHashSet());
        return AddressPaths.Of(change.Before).Where(path => !now.Contains(path)).Distinct().Select(path => (path, ended: true))
            .Concat(now.Select(static path => (path, ended: false)))
            .Select(each => (each.path.Address, (Observation)new AssetBehind(device, each.path.Path, Sighting.At(at), each.ended)));
    }
}
