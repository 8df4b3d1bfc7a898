namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>How the rows of a column lie in a block.</summary>
internal enum ChunkForm : byte
{
    /// <summary>Every row is null, or "" for text; nothing is stored.</summary>
    Empty,

    /// <summary>A number each, then a bit each for null if there are nulls.</summary>
    Numbers,

    /// <summary>A code each into a dictionary, whose number of values is the code of null; no codes when all rows are alike.</summary>
    Coded,

    /// <summary>A text each.</summary>
    Texts,
}

/// <summary>Some bytes of a segment.</summary>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many; 0 for nothing.</param>
/// <param name="Checksum">What they must come to.</param>
internal readonly record struct Part(long Offset, int Length, uint Checksum);

/// <summary>The values that a chunk lies between.</summary>
/// <param name="Least">The least number; of text 0.</param>
/// <param name="Most">The greatest number; of text 0.</param>
/// <param name="LeastText">The beginning of the least text; null when not known.</param>
/// <param name="MostText">The beginning of the greatest text.</param>
internal readonly record struct Bounds(long Least, long Most, string? LeastText = null, string? MostText = null)
{
    /// <summary>How much of a text is kept.</summary>
    public const int MaxText = 64;
}

/// <summary>A column's rows of a block: where they are and what they are between.</summary>
internal sealed record Chunk(ChunkForm Form, int Nulls, int Distinct, Bounds Bounds)
{
    public Part Filter { get; init; }

    public Part Dictionary { get; init; }

    public Part Rows { get; init; }
}
