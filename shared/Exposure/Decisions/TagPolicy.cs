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
    /// The status at a moment. Evidence is in force in <c>[lastSeen, lastSeen + Window)</c>; a sighting that a fast clock dates slightly
    /// ahead is in force at once. What was seen before the device was offboarded does not count, nor does what an approved dispute covers;
    /// merged devices have no tag.
    /// </summary>
    public static TagStatus Status(DeviceState state, ExposurePolicy policy, DateTimeOffset now) => state.MergedInto is { } merged
        ? Seen(state, policy, now) with { IsInternetFacing = false, Reasons = [], FirstSeen = null, Evidence = [], HasMore = false, DueAt = null, MergedInto = merged.Value }
        : Judge(state, policy, now, new(state.Disputes), state.OffboardedAt);

    /// <summary>The status by what was seen alone: as if the device had never been merged, offboarded or disputed.</summary>
    public static TagStatus Seen(DeviceState state, ExposurePolicy policy, DateTimeOffset now) => Judge(state, policy, now, new(DisputeMap.Empty), null);

    /// <summary>The status as if nobody had disputed it and the device had never been merged.</summary>
    public static TagStatus Undisputed(DeviceState state, ExposurePolicy policy, DateTimeOffset now) => Judge(state, policy, now, new(DisputeMap.Empty), state.OffboardedAt);

    /// <summary>Whether a sighting is in force.</summary>
    public static bool InForce(Sighting seen, ExposurePolicy policy, DateTimeOffset now) => now - seen.Last < policy.Window;

    private static TagStatus Judge(DeviceState state, ExposurePolicy policy, DateTimeOffset now, Approvals approvals, DateTimeOffset? offboarded)
    {
        if (state.Evidence.Count + state.Reasons.Count == 0 && !approvals.Ends(now).Any())
        {
            return TagStatus.None; // as most of a fleet
        }

        bool Stands(Sighting seen) => offboarded is not { } at || seen.Last > at;
        var counting = state.Evidence.Items.Where(e => Counts(e.Key.Reason) && Stands(e.Value.Seen)).Select(e => new KnownEvidence(e.Key, e.Value))
            .ToLookup(e => PassedOn.Is(e, state, policy) ? Standing.AnothersPort : approvals.Cover(e.Key, now) ? Standing.Accepted : Standing.Open);
        var (open, accepted) = (counting[Standing.Open].ToList(), counting[Standing.Accepted]);
        var isPartial = counting.Any(each => each.Key is not Standing.Open);
        var more = approvals.CoverAll(now) || (isPartial && !state.Evidence.IsFull) ? [] : Beyond(state).Where(r => Stands(r.Seen)).ToList();
        var all = open.Select(e => (e.Key.Reason, e.Evidence.Seen)).Concat(more).ToList();
        var inForce = all.Where(c => InForce(c.Seen, policy, now)).ToList();
        var lastSeen = all.Count == 0 ? (DateTimeOffset?)null : all.Max(c => c.Seen.Last);
        var (evidence, unasked) = (NewestFirst(open, policy, now), NewestFirst(accepted, policy, now));
        return new(
            inForce.Count > 0,
            [.. inForce.Select(c => c.Reason).Distinct().Order()],
            inForce.Count == 0 ? null : inForce.Min(c => c.Seen.First),
            lastSeen,
            lastSeen + policy.Window,
            evidence,
            MergedInto: null)
        {
            Accepted = unasked,
            HasMore = inForce.Select(c => c.Reason).Except(evidence.Select(e => e.Key.Reason)).Any() || (state.Evidence.IsFull && inForce.Count > 0),
            DueAt = evidence.Concat(unasked).Select(e => e.Evidence.Seen.Last + policy.Window)
                .Concat(inForce.Select(c => c.Seen.Last + policy.Window)).Concat(approvals.Ends(now)).Select(at => (DateTimeOffset?)at).Min(),
        };
    }

    // The sightings by reason also cover evidence beyond the bound; where some evidence does not count and none was left out, they would only repeat it.
    private static IEnumerable<(Reason Reason, Sighting Seen)> Beyond(DeviceState state) =>
        state.Reasons.Items.Where(r => Counts(r.Key)).Select(r => (r.Key, r.Value));

    private enum Standing
    {
        Open,
        Accepted,
        AnothersPort,
    }

    private static List<KnownEvidence> NewestFirst(IEnumerable<KnownEvidence> evidence, ExposurePolicy policy, DateTimeOffset now) =>
    [
        .. evidence.Where(e => InForce(e.Evidence.Seen, policy, now))
            .OrderByDescending(e => e.Evidence.Seen.Last).ThenBy(e => e.Key, Comparer<EvidenceKey>.Create(EvidenceKeys.Compare)),
    ];
}
