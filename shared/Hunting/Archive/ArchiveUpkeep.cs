namespace ExposurePipeline.Hunting.Archive;

/// <summary>What a run of the archive's upkeep did.</summary>
/// <param name="Merged">How many segments were merged.</param>
/// <param name="Written">How many merged segments were written.</param>
/// <param name="Deleted">How many segments were deleted.</param>
public sealed record UpkeepReport(int Merged, int Written, int Deleted);

/// <summary>Merges small segments and deletes those that are too old or stand in a merged one. May be ended at any point and run by several at once.</summary>
public sealed class ArchiveUpkeep(ISegmentStore store, ArchiveLimits limits)
{
    /// <summary>One run over all tenants.</summary>
    public Task<UpkeepReport> RunAsync(DateTimeOffset now, CancellationToken cancellation)
        => throw new NotImplementedException($"{store}{limits}{now}{cancellation}");
}
