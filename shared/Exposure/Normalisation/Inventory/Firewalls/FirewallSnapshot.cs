using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>What a body says of a device's firewall. However many rules it has, it is one record: half a snapshot would say that less is let in.</summary>
/// <param name="Rules">What gets in; null when the body does not say what the device itself lets in.</param>
/// <param name="Forwarded">What is sent on.</param>
/// <param name="Source">The source format.</param>
internal sealed record FirewallSnapshot(IEnumerable<AllowingRule>? Rules, IReadOnlyList<Passage> Forwarded, string Source)
{
    /// <summary>The device that the body names; the event's own word goes before it.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>Concludes the current record.</summary>
    public void Conclude(ReadingContext context, RecordSink sink)
    {
        if (Rules is null && Forwarded.Count == 0)
        {
            sink.Filter(FilterRule.NoData);
        }
        else if (!SnapshotTime.TryFind(context, out var time))
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"property '{EventProperties.ObservedAt}'");
        }
        else if (context.Refuse(time) is { } refusal)
        {
            sink.Reject(refusal, $"{time:O}");
        }
        else if ((context.Properties.Device ?? Device) is { } device)
        {
            sink.Observe(EntityId.Of(context.Tenant, device), [.. Observations(time)]);
        }
        else
        {
            sink.Reject(RejectionReason.MissingField, $"no device is named; name it by property '{EventProperties.DeviceId}'");
        }
    }

    private IEnumerable<Observation> Observations(DateTimeOffset time)
    {
        if (Rules is not null)
        {
            yield return new FirewallSeen(AllowingRules.Bound(Rules), time, Source);
        }

        foreach (var path in Forwarded.SelectMany(passage => ForwardedPorts.Of(passage, time)).Take(ForwardedPorts.Most))
        {
            yield return path;
        }
    }
}
