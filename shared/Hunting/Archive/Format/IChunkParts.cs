namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Gives the parts of a chunk, checked.</summary>
internal interface IChunkParts
{
    /// <summary>A part's bytes.</summary>
    ReadOnlyMemory<byte> Rows { get; }

    /// <summary>The dictionary's bytes.</summary>
    ReadOnlyMemory<byte> Dictionary { get; }

    /// <summary>The dictionary's texts.</summary>
    Texts Texts { get; }
}
