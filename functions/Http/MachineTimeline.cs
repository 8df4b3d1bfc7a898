using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Http;

/// <summary>What happened to machines, as far back as history is kept.</summary>
/// <param name="store">Reads what every instance wrote: it has no cache.</param>
/// <param name="policies">The choices of each tenant's operator.</param>
/// <param name="clock">The clock.</param>
public sealed class MachineTimeline(IExposureStore store, IPolicies policies, TimeProvider clock)
{
    /// <summary>Most entries of an answer; an entry may hold many pieces of evidence.</summary>
    public const int Size = 1_000;

    /// <summary>A machine's timeline and whether older entries are left; null when nothing was ever heard of the machine.</summary>
    internal async Task<(Timeline Timeline, bool HasMore)?> ReadAsync(TenantId tenant, string id, QueryOptions options, CancellationToken cancellation)
    {
        if (id.Length is 0 or > DeviceId.MaxLength)
        {
            return null;
        }

        var device = EntityId.Of(tenant, new DeviceId(id));
        var stored = (await store.LoadAsync([device], cancellation))[0];
        if (stored.Version is null)
        {
            return null;
        }

        var (policy, now) = ((await policies.GetAsync(cancellation)).For(tenant), clock.GetUtcNow());
        var from = now - policy.History;
        var top = Math.Min(options.Top ?? Size, Size);
        var entries = await store.ListHistoryAsync(device, cancellation).TakeWhile(entry => entry.At >= from)
            .Skip(options.Skip).Take(top + 1).Select(TimelineEntry.Of).ToListAsync(cancellation);
        var evidence = EvidenceView.All(StateCodec.DecodeDevice(stored.State).State.Forget(from), policy);
        return (new(id, from.UtcDateTime, now.UtcDateTime, evidence, [.. entries.Take(top)], NextLink: null), options.Top is null && entries.Count > top);
    }
}
