using System.Runtime.CompilerServices;
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

    /// <summary>Every machine of a tenant, without mere names of others; unordered.</summary>
    public async IAsyncEnumerable<Machine> ListAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (policy, now) = (await PolicyAsync(tenant, cancellation), clock.GetUtcNow());
        await foreach (var stored in store.ListDevicesAsync(tenant, cancellation))
        {
            var record = StateCodec.DecodeDevice(stored.State);
            if (!record.State.IsAlias)
            {
                yield return Machine.From(stored.Entity, record, policy, now);
            }
        }
    }

    /// <summary>The internet-facing machines of a tenant, from the index alone; unordered.</summary>
    public IAsyncEnumerable<Machine> ListFacingAsync(TenantId tenant, CancellationToken cancellation) =>
        ListExposedAsync(tenant, cancellation).Where(static machine => machine.IsInternetFacing);

    /// <summary>The machines of a tenant with evidence in force, accepted or not, from the index alone; unordered.</summary>
    public IAsyncEnumerable<Machine> ListExposedAsync(TenantId tenant, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return store.ListIndexAsync(EntityKind.Device, tenant, cancellation).Select(row => Machine.FromUtf8(row.Body.Span).At(now));
    }

    private async ValueTask<ExposurePolicy> PolicyAsync(TenantId tenant, CancellationToken cancellation) => (await policies.GetAsync(cancellation)).For(tenant);
}
