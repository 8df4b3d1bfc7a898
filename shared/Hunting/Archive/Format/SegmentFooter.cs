using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Events whose rows a segment holds: all rows that the tenant has of them.</summary>
/// <param name="Partition">The partition of the hub.</param>
/// <param name="First">The sequence number of the first event.</param>
/// <param name="Last">The sequence number of the last event.</param>
/// <param name="Earliest">When the first row was accepted; a hub made anew counts from the beginning, and then only time tells its events apart.</param>
/// <param name="Latest">When the last row was accepted.</param>
internal sealed record Cover(string Partition, long First, long Last, long Earliest, long Latest);

/// <summary>What a segment holds and where.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="BlockRows">How many of them in a block; in the last one what is left.</param>
/// <param name="Raw">How many bytes the values took before compression.</param>
/// <param name="Covers">The events that its rows came in.</param>
/// <param name="Schema">Its columns.</param>
/// <param name="Chunks">By column, then by block.</param>
internal sealed record SegmentFooter(int Rows, int BlockRows, long Raw, IReadOnlyList<Cover> Covers, Schema Schema, IReadOnlyList<IReadOnlyList<Chunk>> Chunks)
{
    /// <summary>How many blocks.</summary>
    public int Blocks => (int)(((long)Rows + BlockRows - 1) / BlockRows);

    /// <summary>How many rows a block has.</summary>
    public int RowsOf(int block) => Math.Min(BlockRows, Rows - (block * BlockRows));
}
