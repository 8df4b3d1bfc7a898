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
        if (ReferenceEquals(after, before.State) && IsSettled(before, occasion))
        {
            return Decision.Unchanged;
        }

        var (changes, published) = new TagChanges(device, before, after, occasion).Decide();
        if (ReferenceEquals(after, before.State) && published == before.Published)
        {
            return Decision.Unchanged;
        }

        var record = new DeviceRecord(after, published);
        var signals = DeviceSignals.Between(device, before.State, learned, after, occasion);
        return new(
            StateCodec.Encode(record), IsMaterial: true,
            published.IsFlagged ? Flag(device, record, occasion) : null, before.Published.IsFlagged,
            [.. changes.Where(c => c.Kind is not TagChangeKind.EvidenceChanged).Select(Transition)],
            [.. changes.Select(c => TagChangeMessage.Create(c, occasion)), .. signals.Select(s => Signal.Create(s, occasion))]);
    }

    // Most events tell nothing new, and then only what was told can be out of date.
    private static bool IsSettled(DeviceRecord record, Occasion occasion) => record.Published.IsFlagged
        == record.State.Reasons.Items.Any(r => TagPolicy.Counts(r.Key) && TagPolicy.InForce(r.Value, occasion.Policy, occasion.Now));

    // A device that is said to end in itself goes on.
    private static bool IsMergeIntoItself(EntityId device, Events.Observation observation) =>
        observation is Events.DeviceMerged merged && merged.Survivor.Value == device.Key;

    private static FlaggedDevice Flag(EntityId device, DeviceRecord record, Occasion occasion)
    {
        var status = TagPolicy.Status(record.State, occasion.Policy, occasion.Now);
        return new(device, status.ExpiresAt!.Value, Machine.From(device, record, status, occasion.Policy).ToUtf8());
    }

    private static Transition Transition(TagChange change) => new(
        change.Device, change.At, change.Episode, change.Kind is TagChangeKind.Added ? "added" : "removed", change.Status.Reasons);
}
