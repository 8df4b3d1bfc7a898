namespace ExposurePipeline.Hunting.Archive;

/// <summary>How long the archive keeps rows, and how large its segments become.</summary>
public sealed record ArchiveLimits
{
    /// <summary>A segment is deleted when all its rows happened longer ago.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a segment that a merged one stands for is kept for queries under way; longer than any query may run.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The most rows of a merged segment.</summary>
    public int SegmentRows { get; init; } = 4_000_000;

    /// <summary>The most bytes that one merge reads, as they are before compression.</summary>
    public long MergeBytes { get; init; } = 256 << 20;
}
