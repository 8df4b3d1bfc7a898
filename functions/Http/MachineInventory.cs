using System.Runtime.CompilerServices;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Http;

/// <summary>Machines as they are now: expiry is decided at the moment of asking, whether or not the timer has come by.</summary>
/// <param name="store">Reads what every instance wrote: it has no cache.</param>
/// <param name="policies">The choices of each tenant's operator.</param>
/// <param name="clock">The clock.</param>
public sealed class MachineInventory(IExposureStore store, IPolicies policies, TimeProvider clock)
{
    private const int Portion = 256;

    /// <summary>One machine; null when nothing was ever heard of it.</summary>
    public async Task<Machine?> FindAsync(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (id.Length is 0 or > DeviceId.MaxLength)
        {
            return null;
        }

        var stored = (await store.LoadAsync([EntityId.Of(tenant, new DeviceId(id))], cancellation))[0];
        return stored.Version is null
            ? null
            : Machine.From(stored.Entity, StateCodec.DecodeDevice(stored.State), await PolicyAsync(tenant, cancellation), clock.GetUtcNow());
    }

    /// <summary>The machine that a cloud resource is, in whatever spelling; null when nothing was ever heard of it.</summary>
    public async Task<Machine?> FindAssetAsync(TenantId tenant, string resource, CancellationToken cancellation) =>
        CloudAsset.DeviceOf(resource) is { } asset ? await FindAsync(tenant, asset.Value, cancellation) : null;

    /// <summary>Every machine of a tenant, without mere names of others and assets that only configuration knows; unordered.</summary>
    public async IAsyncEnumerable<Machine> ListAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (policy, now) = (await PolicyAsync(tenant, cancellation), clock.GetUtcNow());
        await foreach (var stored in store.ListDevicesAsync(tenant, cancellation))
        {
            var record = StateCodec.DecodeDevice(stored.State);
            if (!record.State.IsAlias && !record.State.IsConfiguredOnly)
            {
                yield return Machine.From(stored.Entity, record, policy, now);
            }
        }
    }

    /// <summary>Every device of a tenant that was merged, and the one that inherited it; unordered.</summary>
    public async IAsyncEnumerable<(string Merged, string Into)> ListMergedAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var stored in store.ListDevicesAsync(tenant, cancellation))
        {
            if (StateCodec.DecodeDevice(stored.State).State.MergedInto is { } heir)
            {
                yield return (stored.Entity.Key, heir.Value.Value);
            }
        }
    }

    /// <summary>The machines of a tenant with evidence in force, accepted or not, from the index; unordered. What time or another policy has outrun is decided again.</summary>
    public async IAsyncEnumerable<Machine> ListExposedAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (policy, now) = (await PolicyAsync(tenant, cancellation), clock.GetUtcNow());
        await foreach (var rows in store.ListIndexAsync(EntityKind.Device, tenant, cancellation).Chunk(Portion).WithCancellation(cancellation))
        {
            var isDue = rows.ToLookup(row => row.IsDue(now, policy));
            var again = await store.LoadAsync([.. isDue[true].Select(static row => row.Entity)], cancellation);
            var machines = isDue[false].Select(static row => Machine.FromUtf8(row.Body.Span))
                .Concat(again.Select(stored => Machine.From(stored.Entity, StateCodec.DecodeDevice(stored.State), policy, now)));
            foreach (var machine in machines.Where(static machine => machine.ExposureState is not ExposureState.NotApplicable))
            {
                yield return machine;
            }
        }
    }

    private async ValueTask<ExposurePolicy> PolicyAsync(TenantId tenant, CancellationToken cancellation) => (await policies.GetAsync(cancellation)).For(tenant);
}
