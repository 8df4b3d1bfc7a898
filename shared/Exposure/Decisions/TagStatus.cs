using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>An evidence together with what distinguishes it.</summary>
/// <param name="Key">Which.</param>
/// <param name="Evidence">What is known.</param>
public sealed record KnownEvidence(EvidenceKey Key, Evidence Evidence);

/// <summary>Whether a device carries the internet-facing tag at one moment, and why.</summary>
/// <param name="IsInternetFacing">Whether it does.</param>
/// <param name="Reasons">The reasons in force, ascending.</param>
/// <param name="FirstSeen">Earliest sighting of what is in force; null when nothing is.</param>
/// <param name="LastSeen">Latest sighting of what counts, in force or not; null when nothing ever counted.</param>
/// <param name="ExpiresAt"><paramref name="LastSeen"/> and the window: the first moment without the tag.</param>
/// <param name="Evidence">The evidence in force, newest first.</param>
/// <param name="MergedInto">The device that inherited this one; a merged device carries no tag.</param>
public sealed record TagStatus(
    bool IsInternetFacing, IReadOnlyList<Reason> Reasons, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen, DateTimeOffset? ExpiresAt,
    IReadOnlyList<KnownEvidence> Evidence, DeviceId? MergedInto)
{
    /// <summary>Of a device that nothing ever reached.</summary>
    public static TagStatus None { get; } = new(false, [], null, null, null, [], null);

    /// <summary>Evidence that would be in force, had nobody approved that it does not count; newest first.</summary>
    public IReadOnlyList<KnownEvidence> Accepted { get; init; } = [];

    /// <summary>Whether evidence beyond the bound of what is kept is in force: of it only reason and time are known.</summary>
    public bool HasMore { get; init; }

    /// <summary>The next moment at which time alone changes this status, UTC; null when it cannot.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
