using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Http.CloudResources;

/// <summary>Cloud resources as they are now, on both sides: what is configured, and what was observed.</summary>
/// <param name="catalogue">What is configured.</param>
/// <param name="machines">What was observed.</param>
public sealed class CloudInventory(IResourceCatalogue catalogue, MachineInventory machines)
{
    internal static ApiError Unknown { get; } = ApiError.NotFound("No resource with this id is known.", "id");

    /// <summary>Every resource of a tenant; unordered.</summary>
    public async IAsyncEnumerable<CloudResource> ListAsync(TenantId tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var devices = await ListDevicesAsync(tenant, cancellation);
        await foreach (var stored in catalogue.ListAsync(tenant, cancellation))
        {
            yield return CloudResource.Of(stored, devices.Find(stored.Id));
        }
    }

    /// <summary>How exposed a tenant is.</summary>
    public async Task<ExposureSummary> SummariseAsync(TenantId tenant, CancellationToken cancellation)
    {
        var devices = await ListDevicesAsync(tenant, cancellation);
        var resources = await catalogue.ListAsync(tenant, cancellation).Select(stored => CloudResource.Of(stored, devices.Find(stored.Id))).ToListAsync(cancellation);
        return ExposureSummary.Of(resources, devices);
    }

    /// <summary>One resource with both sides; null where it was never heard of.</summary>
    public async Task<CloudResourceDetail?> FindAsync(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (await FindStoredAsync(tenant, id, cancellation) is not { } stored)
        {
            return null;
        }

        var device = await FindDeviceAsync(tenant, stored.Id, cancellation);
        var resource = CloudResource.Of(stored, device);
        return new(resource)
        {
            Problems = stored.Problems,
            Explanation = resource.Verdict is { } verdict ? VerdictText.Of(verdict) : null,
            Configured = await catalogue.ReadVerdictAsync(tenant, ResourceKey.Of(stored.Id), cancellation),
            Observed = device is null ? null : ObservedSide.Of(device),
        };
    }

    /// <summary>The ways to an asset, or why there are none to tell.</summary>
    internal async Task<(ResourcePaths? Paths, ApiError? Error)> ReadPathsAsync(TenantId tenant, string id, PathsQuery query, CancellationToken cancellation)
    {
        if (await FindStoredAsync(tenant, id, cancellation) is not { } stored)
        {
            return (null, Unknown);
        }

        return await catalogue.ReadVerdictAsync(tenant, ResourceKey.Of(stored.Id), cancellation) is { } verdict
            ? (ResourcePaths.Of(stored.Id, verdict, query.Port), null)
            : (null, ApiError.NotFound(CloudResource.Of(stored, null).IsAsset ? "The asset is not judged yet." : "The resource is no asset: it decides about others.", "id"));
    }

    // By key, or as its cloud names it.
    private async Task<StoredResource?> FindStoredAsync(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (ResourceKey.TryParse(id, out var key))
        {
            return await catalogue.FindAsync(tenant, key, cancellation);
        }

        foreach (var name in ResourceNames.Of(RoutedId.Of(id)))
        {
            if (await catalogue.FindAsync(tenant, ResourceKey.Of(name), cancellation) is { } stored)
            {
                return stored;
            }
        }

        return null;
    }

    private async Task<ExposedDevices> ListDevicesAsync(TenantId tenant, CancellationToken cancellation) => new(await machines.ListExposedAsync(tenant, cancellation).ToListAsync(cancellation));

    // What is merged into another lives on there.
    private async Task<Machine?> FindDeviceAsync(TenantId tenant, ResourceId asset, CancellationToken cancellation)
    {
        var device = await machines.FindAsync(tenant, AssetObservations.DeviceOf(asset).Value, cancellation);
        return device?.MergedIntoDeviceId is { } survivor ? await machines.FindAsync(tenant, survivor, cancellation) : device;
    }
}
