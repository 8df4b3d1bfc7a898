using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>The difference between what was told about a device's tag and what is now true of it.</summary>
/// <remarks>
/// The timer that removes expired tags may be late. So that its lateness decides nothing, an expired tag that new evidence finds still
/// told is removed first, and a new episode begins; unless the new evidence was seen while the tag still held: then it never went.
/// </remarks>
internal sealed class TagChanges(EntityId device, DeviceRecord before, DeviceState after, Occasion occasion)
{
    private readonly List<TagChange> _changes = [];
    private readonly ExposurePolicy _policy = occasion.Policy;
    private Publication _published = before.Published;

    /// <summary>The changes in order, and what has been told once they are out.</summary>
    /// <param name="status">The status now.</param>
    public (IReadOnlyList<TagChange> Changes, Publication Published) Decide(TagStatus status)
    {
        if (_published.IsFlagged && ExpiredUnnoticed() is { } expiry)
        {
            Remove(before.State, RemovalCause.Expired, expiry);
        }

        if (_published.IsFlagged && !status.IsInternetFacing)
        {
            RemoveNow(status);
        }
        else if (!_published.IsFlagged && status.IsInternetFacing)
        {
            Add(status);
        }
        else if (_published.IsFlagged)
        {
            Extend(status);
        }

        return (_changes, _published);
    }

    private DateTimeOffset? ExpiredUnnoticed()
    {
        var status = TagPolicy.Seen(before.State, _policy, occasion.Now);
        return status is { IsInternetFacing: false, LastSeen: { } lastSeen, ExpiresAt: { } expiry } && !occasion.Observations.Any(o => Bridges(o, lastSeen, expiry))
            ? expiry
            : null;
    }

    // Seen while the tag still held: from the last sighting to the expiry, both inclusive.
    private static bool Bridges(Observation observation, DateTimeOffset lastSeen, DateTimeOffset expiry) =>
        observation is EvidenceSeen { Seen: var seen } evidence && TagPolicy.Counts(evidence.Key.Reason)
        && ((lastSeen <= seen.First && seen.First <= expiry) || (lastSeen <= seen.Last && seen.Last <= expiry));

    private void RemoveNow(TagStatus status)
    {
        var seen = TagPolicy.Seen(after, _policy, occasion.Now);
        var undisputed = TagPolicy.Undisputed(after, _policy, occasion.Now);
        if (!seen.IsInternetFacing && TagPolicy.Seen(before.State, _policy, occasion.Now).IsInternetFacing)
        {
            Remove(before.State, RemovalCause.Reattributed, occasion.Now);
        }
        else if (!seen.IsInternetFacing)
        {
            Remove(after, RemovalCause.Expired, seen.ExpiresAt ?? occasion.Now);
        }
        else if (after.MergedInto is { } merged)
        {
            Remove(after, RemovalCause.Merged, Latest(merged.At, _published.Since));
        }
        else if (!undisputed.IsInternetFacing)
        {
            Remove(after, RemovalCause.Offboarded, Latest(after.OffboardedAt!.Value, _published.Since));
        }
        else
        {
            RemoveDisputed(status);
        }
    }

    // Approved: it went when that was decided, unless what was left open expired later.
    private void RemoveDisputed(TagStatus status)
    {
        var given = new Approvals(after.Disputes).Given(occasion.Now) ?? occasion.Now;
        var isExpiry = status.ExpiresAt > given;
        Remove(after, isExpiry ? RemovalCause.Expired : RemovalCause.Accepted, isExpiry ? status.ExpiresAt!.Value : Latest(given, _published.Since));
    }

    private void Remove(DeviceState state, RemovalCause cause, DateTimeOffset at)
    {
        // One tick earlier it still held: half-open.
        var last = TagPolicy.Seen(state, _policy, cause is RemovalCause.Expired ? at.AddTicks(-1) : occasion.Now);
        _changes.Add(new(device, TagChangeKind.Removed, cause, _published.Episode, at, last, last.Evidence, state));
        _published = _published with { IsFlagged = false, Until = at };
    }

    private void Add(TagStatus status)
    {
        _published = _published with { Episode = _published.Episode + 1, IsFlagged = true, Since = Start(status) };
        _changes.Add(new(device, TagChangeKind.Added, null, _published.Episode, _published.Since!.Value, status, status.Evidence, after));
    }

    private void Extend(TagStatus status)
    {
        _published = _published with { Since = Earliest(_published.Since, Start(status)) };
        foreach (var known in status.Evidence.Where(e => !before.State.Evidence.TryGet(e.Key, out _)))
        {
            _changes.Add(new(device, TagChangeKind.EvidenceChanged, null, _published.Episode, known.Evidence.Seen.First, status, [known], after));
        }
    }

    // An evidence in force began with its first sighting if that one alone would still hold, else no one knows what was between.
    // An episode cannot begin before the one before it has ended, nor before an approval that it did not count.
    private DateTimeOffset Start(TagStatus status)
    {
        var starts = status.Evidence.Select(e => Start(e.Evidence.Seen)).DefaultIfEmpty(status.LastSeen!.Value);
        return Latest(Latest(starts.Min(), _published.Until), new Approvals(after.Disputes).Ended(occasion.Now));
    }

    private DateTimeOffset Start(Sighting seen) => TagPolicy.InForce(Sighting.At(seen.First), _policy, occasion.Now) ? seen.First : seen.Last;

    private static DateTimeOffset Latest(DateTimeOffset at, DateTimeOffset? other) => other is { } bound && bound > at ? bound : at;

    private static DateTimeOffset Earliest(DateTimeOffset? at, DateTimeOffset other) => at is { } known && known < other ? known : other;
}
