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
    /// <summary>One machine; null when nothing was ever heard of it.</summary>
    public async Task<Machine?> FindAsync(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (id.Length is 0 or > DeviceId.MaxLength)
        {
            return null;
        }

        var stored = (await store.LoadAsync([EntityId.Of(tenant, new DeviceId(id))], cancellation))[0];
        return stored.Version is null ? null : Describe(stored, await PolicyAsync(tenant, cancellation), clock.GetUtcNow());
    }

    /// <summary>Every machine of a tenant; unordered.</summary>
    public async IAsyncEnumerable<Machine> ListAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (policy, now) = (await PolicyAsync(tenant, cancellation), clock.GetUtcNow());
        await foreach (var stored in store.ListDevicesAsync(tenant, cancellation))
        {
            yield return Describe(stored, policy, now);
        }
    }

    /// <summary>The internet-facing machines of a tenant, from the index alone; unordered.</summary>
    public IAsyncEnumerable<Machine> ListFlaggedAsync(TenantId tenant, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return store.ListFlaggedAsync(tenant, cancellation)
            .Where(flagged => now < flagged.ExpiresAt)
            .Select(static flagged => Machine.FromUtf8(flagged.Machine.Span));
    }

    private async ValueTask<ExposurePolicy> PolicyAsync(TenantId tenant, CancellationToken cancellation) => (await policies.GetAsync(cancellation)).For(tenant);

    private static Machine Describe(StoredEntity stored, ExposurePolicy policy, DateTimeOffset now)
    {
        var record = StateCodec.DecodeDevice(stored.State);
        return Machine.From(stored.Entity, record, TagPolicy.Status(record.State, policy, now), policy);
    }
}
