using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>What was last heard of a resource; a deleted one is remembered, so that a late event does not bring it back.</summary>
/// <param name="Kind">Present, deleted or unread.</param>
/// <param name="Version">By the cloud's clock; null where the source did not say.</param>
/// <param name="IsContradicted">Whether copies of this version contradict each other: then only a newer one is believed.</param>
public readonly record struct Known(ChangeKind Kind, DateTimeOffset? Version, bool IsContradicted = false)
{
    /// <summary>What a change leaves known.</summary>
    public static Known Of(ResourceChange change) => new(change.Kind, change.Version);

    /// <summary>Whether the change says something newer: a later version, or the body of a version that was not read yet.</summary>
    /// <remarks>A snapshot without versions replaces another without, and never what an event with a version told.</remarks>
    public bool IsOutdatedBy(ResourceChange change) =>
        change.Version == Version ? Version is null || (!IsContradicted && Kind is ChangeKind.Unread && change.Kind is not ChangeKind.Unread)
        : Version is null || change.Version > Version;

    /// <summary>Whether the change is another copy of what is known, with a body of its own.</summary>
    public bool IsCopiedBy(ResourceChange change) =>
        Version is not null && change.Version == Version && !IsContradicted && Kind is ChangeKind.Present && change.Kind is ChangeKind.Present;
}
