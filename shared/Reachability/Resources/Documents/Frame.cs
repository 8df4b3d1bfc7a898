using System.Buffers;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>What stands around the elements of a list in a document: its envelopes with their other members.</summary>
/// <param name="Before">Up to the first element.</param>
/// <param name="After">From the last element on.</param>
internal sealed record Frame(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After)
{
    /// <summary>Nothing.</summary>
    public static Frame None { get; } = new(default, default);

    /// <summary>Within this one another.</summary>
    public Frame Inside(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) => new((byte[])[.. Before.Span, .. before], (byte[])[.. after, .. After.Span]);

    /// <summary>A document with these elements.</summary>
    /// <param name="elements">Their text.</param>
    /// <param name="scratch">Where the document is written; what it held is lost.</param>
    public ReadOnlySpan<byte> Around(ReadOnlySpan<byte> elements, ArrayBufferWriter<byte> scratch)
    {
        scratch.ResetWrittenCount();
        scratch.Write(Before.Span);
        scratch.Write(elements);
        scratch.Write(After.Span);
        return scratch.WrittenSpan;
    }
}
