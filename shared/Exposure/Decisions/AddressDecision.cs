using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Decides for public addresses.</summary>
public static class AddressDecision
{
    /// <summary>What follows for one address.</summary>
    public static Decision Decide(EntityId address, AddressState before, Occasion occasion)
    {
        var after = occasion.Observations
            .Aggregate(before, (state, observation) => state.Apply(observation, occasion.Policy.Resolution))
            .Forget(occasion.Now - occasion.Policy.History);
        return ReferenceEquals(after, before)
            ? Decision.Unchanged
            : new(StateCodec.Encode(after), IsMaterial: true, Flagged: null, WasFlagged: false, [],
                [.. Signals(address, before, after, occasion).Select(s => Signal.Create(s, occasion))]);
    }

    private static IEnumerable<EntityObservations> Signals(EntityId address, AddressState before, AddressState after, Occasion occasion)
    {
        _ = IpAddress.TryParse(address.Key, out var ip);
        return ScanAttribution.Of(after, occasion.Policy).Except(ScanAttribution.Of(before, occasion.Policy))
            .Where(f => f.Device is not null)
            .GroupBy(f => f.Device!.Value)
            .SelectMany(g => g.SelectMany(f => Evidence(ip, f)).Chunk(Retelling.SignalSize).Select(chunk => (Device: g.Key, Observations: chunk)))
            .Select(s => new EntityObservations(
                EntityId.Of(address.Tenant, s.Device), s.Observations, occasion.Enqueued ?? occasion.Now, occasion.TraceParent));
    }

    private static IEnumerable<Observation> Evidence(IpAddress address, Finding finding)
    {
        var (scanners, sources) = (finding.Answer.Scanners.Items.ToList(), finding.Answer.Sources.Items.ToList());
        var key = new EvidenceKey(Reason.PublicScan, finding.Port.Transport, Local(address, finding), new(address, finding.Port.Number));
        for (var i = 0; i < Math.Max(scanners.Count, sources.Count); i++)
        {
            yield return new EvidenceSeen(
                key, finding.Seen, [], finding.Rule!.Value, null, scanners[Math.Min(i, scanners.Count - 1)], sources[Math.Min(i, sources.Count - 1)]);
        }
    }

    // Behind a translation the interface is not known, only that the port is the same: then the endpoint names every interface.
    private static Endpoint Local(IpAddress address, Finding finding) =>
        new(finding.Rule is Attribution.HoldsAddress ? address : address with { Bits = 0 }, finding.Port.Number);
}
