using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>What was last heard of a resource; a deleted one is remembered, so that a late event does not bring it back.</summary>
/// <param name="Kind">Present, deleted or unread.</param>
/// <param name="Version">By the cloud's clock; null where the source did not say.</param>
public readonly record struct Known(ChangeKind Kind, DateTimeOffset? Version)
{
    /// <summary>Whether the change says something newer: a later version, or the body of a version that was not read yet.</summary>
    /// <remarks>A snapshot without versions replaces another without, and never what an event with a version told.</remarks>
    public bool IsOutdatedBy(ResourceChange change) =>
        change.Version == Version ? Version is null || (Kind is ChangeKind.Unread && change.Kind is not ChangeKind.Unread)
        : Version is null || change.Version > Version;
}
