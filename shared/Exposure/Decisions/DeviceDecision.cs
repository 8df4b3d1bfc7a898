using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Decides for devices.</summary>
public static class DeviceDecision
{
    /// <summary>What follows for one device.</summary>
    public static Decision Decide(EntityId device, DeviceRecord before, Occasion occasion)
    {
        var resolution = occasion.Policy.Resolution;
        var learned = occasion.Observations.Where(o => !IsMergeIntoItself(device, o))
            .Aggregate(DeviceState.Empty, (state, observation) => state.Apply(observation, resolution));
        var after = before.State.Join(learned, resolution).Forget(occasion.Now - occasion.Policy.History);
        return ReferenceEquals(after, before.State) && IsSettled(before, occasion) ? Decision.Unchanged : Decide(device, before, learned, after, occasion);
    }

    private static Decision Decide(EntityId device, DeviceRecord before, DeviceState learned, DeviceState after, Occasion occasion)
    {
        var status = TagPolicy.Status(after, occasion.Policy, occasion.Now);
        var (changes, told) = new TagChanges(device, before, after, occasion).Decide(status);
        var exposure = DeviceExposure.Of(status, after, occasion.Policy);
        var wentBetween = exposure.Status.IsInternetFacing && changes.Any(c => c.Kind is TagChangeKind.Removed);
        var (recommendations, published) = Recommendations.Decide(device, after, exposure, told, wentBetween, occasion.Now);
        published = published with { IsIndexed = exposure.State is not ExposureState.NotApplicable };
        if (ReferenceEquals(after, before.State) && published == before.Published && !occasion.IsDue)
        {
            return Decision.Unchanged;
        }

        var record = new DeviceRecord(after, published);
        var signals = DeviceSignals.Between(device, before.State, learned, after, occasion);
        return new(
            StateCodec.Encode(record), IsMaterial: true,
            published.IsIndexed ? Index(device, record, exposure, occasion) : null, before.Published.IsIndexed,
            [.. changes.Where(c => c.Kind is not TagChangeKind.EvidenceChanged).Select(TimelineEntry.Of), .. DeviceHistory.Of(device, before.State, after, recommendations, occasion)],
            [
                .. changes.Select(c => TagChangeMessage.Create(c, occasion)),
                .. recommendations.Select(r => RecommendationMessage.Create(r, occasion)),
                .. signals.Select(s => Signal.Create(s, occasion)),
            ]);
    }

    // Most events tell nothing new, and then only what was told can be out of date.
    private static bool IsSettled(DeviceRecord record, Occasion occasion) => !occasion.IsDue
        && record.State.Disputes.Count == 0 && record.State.OffboardedAt is null
        && record.Published.IsFlagged == record.State.Reasons.Items.Any(r => TagPolicy.Counts(r.Key) && TagPolicy.InForce(r.Value, occasion.Policy, occasion.Now));

    // A device that is said to end in itself goes on.
    private static bool IsMergeIntoItself(EntityId device, Observation observation) =>
        observation is DeviceMerged merged && merged.Survivor.Value == device.Key;

    private static IndexEntry Index(EntityId device, DeviceRecord record, DeviceExposure exposure, Occasion occasion) => new(
        device, exposure.Status.DueAt ?? DateTimeOffset.MaxValue, occasion.Policy.Version,
        Machine.From(device, record, exposure, occasion.Policy).ToUtf8());
}
