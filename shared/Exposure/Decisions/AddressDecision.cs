using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Decides for addresses.</summary>
public static class AddressDecision
{
    /// <summary>What follows for one address.</summary>
    public static Decision Decide(EntityId address, AddressRecord before, Occasion occasion)
    {
        var after = occasion.Observations
            .Aggregate(before.State, (state, observation) => state.Apply(observation, occasion.Policy.Resolution))
            .Forget(occasion.Now - occasion.Policy.History);
        if (ReferenceEquals(after, before.State) && !occasion.IsDue)
        {
            return Decision.Unchanged;
        }

        _ = IpAddress.TryParse(address.Key, out var ip);
        var findings = AddressFindings.Of(ip, after, occasion.Policy);
        var index = Index(address, ip, findings, occasion);
        return new(
            StateCodec.Encode(new AddressRecord(after, index is not null)), IsMaterial: true, index, before.IsIndexed, [],
            [
                .. AddressSignals.Between(address, AddressFindings.Of(ip, before.State, occasion.Policy), findings, occasion)
                    .Concat(SharedAddress.Between(address, SharedAddress.Of(ip, before.State, occasion.Policy), SharedAddress.Of(ip, after, occasion.Policy), occasion))
                    .Select(s => Signal.Create(s, occasion)),
            ]);
    }

    private static IndexEntry? Index(EntityId address, IpAddress ip, IReadOnlyList<Finding> findings, Occasion occasion)
    {
        var scope = new InternetScope(occasion.Policy);
        var open = findings.Where(f => f.Owner.Why is not null && TagPolicy.InForce(f.Seen, occasion.Policy, occasion.Now) && IsOurs(f, ip, scope)).ToList();
        return open.Count == 0 ? null : new(
            address, open.Min(f => f.Seen.Last) + occasion.Policy.Window, occasion.Policy.Version, FindingView.ToUtf8(FindingView.Of(open, ip, occasion.Policy)));
    }

    // A sensor also records connections between strangers: one at a public address that no device and no own range claims is none of ours.
    private static bool IsOurs(Finding finding, IpAddress address, InternetScope scope) =>
        finding.Reason is not Reason.ExternalNetworkConnection || finding.Public is null || finding.Owner.Why is not Unattributed.NoDeviceKnown
        || finding.Public.Value.Address != address || scope.Classify(address) is Stranger.Own;
}
