using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>When a device is internet-facing: evidence of a counting reason was last seen less than the window ago (Defender: 48 hours).</summary>
public static class TagPolicy
{
    /// <summary>Configured exposure feeds the verdict, never the observed tag.</summary>
    public static bool Counts(Reason reason) => reason is not Reason.ConfiguredExposure;

    /// <summary>
    /// The status at a moment; merged devices have none. Evidence is in force in <c>[lastSeen, lastSeen + Window)</c>; a sighting that a
    /// fast clock dates slightly ahead is in force at once.
    /// </summary>
    public static TagStatus Status(DeviceState state, ExposurePolicy policy, DateTimeOffset now) => state.MergedInto is { } merged
        ? Observed(state, policy, now) with { IsInternetFacing = false, Reasons = [], FirstSeen = null, Evidence = [], MergedInto = merged.Value }
        : Observed(state, policy, now);

    /// <summary>The status as if the device had never been merged.</summary>
    public static TagStatus Observed(DeviceState state, ExposurePolicy policy, DateTimeOffset now)
    {
        var evidence = state.Evidence.Items.Where(e => Counts(e.Key.Reason)).Select(e => new KnownEvidence(e.Key, e.Value)).ToList();
        // The sightings by reason also cover evidence beyond the bound.
        var counting = evidence.Select(e => (e.Key.Reason, e.Evidence.Seen))
            .Concat(state.Reasons.Items.Where(r => Counts(r.Key)).Select(r => (Reason: r.Key, Seen: r.Value))).ToList();
        var inForce = counting.Where(c => InForce(c.Seen, policy, now)).ToList();
        var lastSeen = counting.Count == 0 ? (DateTimeOffset?)null : counting.Max(c => c.Seen.Last);
        return new(
            inForce.Count > 0,
            [.. inForce.Select(c => c.Reason).Distinct().Order()],
            inForce.Count == 0 ? null : inForce.Min(c => c.Seen.First),
            lastSeen,
            lastSeen + policy.Window,
            NewestFirst(evidence.Where(e => InForce(e.Evidence.Seen, policy, now))),
            MergedInto: null);
    }

    /// <summary>Whether a sighting is in force.</summary>
    public static bool InForce(Sighting seen, ExposurePolicy policy, DateTimeOffset now) => now - seen.Last < policy.Window;

    private static List<KnownEvidence> NewestFirst(IEnumerable<KnownEvidence> evidence) =>
        [.. evidence.OrderByDescending(e => e.Evidence.Seen.Last).ThenBy(e => e.Key, Comparer<EvidenceKey>.Create(EvidenceKeys.Compare))];
}
