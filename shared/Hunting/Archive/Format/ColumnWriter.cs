using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Writes a column of a segment, block by block: all filters, then all dictionaries, then all rows, so that neighbours are read at once.</summary>
/// <param name="effort">How hard to compress.</param>
internal sealed class ColumnWriter(int effort)
{
    private readonly ByteWriter filters = new();
    private readonly ByteWriter dictionaries = new();
    private readonly ByteWriter rows = new();
    private readonly List<Chunk> chunks = [];
    private readonly Dictionary<(int Length, uint Checksum), Part> known = [];

    /// <summary>How many bytes the values took before compression.</summary>
    public long Raw { get; private set; }

    public void Add(Column block)
    {
        var encoded = ChunkWriter.Write(block, effort);
        Raw += encoded.Raw;
        chunks.Add(encoded.Chunk with
        {
            Filter = Place(filters, encoded.Filter.Span),
            Dictionary = Shared(encoded.Dictionary.Span),
            Rows = Place(rows, encoded.Rows.Span),
        });
    }

    /// <summary>Puts the column behind what a segment has already.</summary>
    public IReadOnlyList<Chunk> Finish(ByteWriter to)
    {
        var starts = (Filters: to.Length, Dictionaries: to.Length + filters.Length, Rows: to.Length + filters.Length + dictionaries.Length);
        to.Bytes(filters.Written);
        to.Bytes(dictionaries.Written);
        to.Bytes(rows.Written);
        return chunks.ConvertAll(chunk => chunk with
        {
            Filter = Moved(chunk.Filter, starts.Filters),
            Dictionary = Moved(chunk.Dictionary, starts.Dictionaries),
            Rows = Moved(chunk.Rows, starts.Rows),
        });
    }

    private static Part Moved(Part part, int by) => part.Length == 0 ? default : part with { Offset = part.Offset + by };

    private static Part Place(ByteWriter to, ReadOnlySpan<byte> bytes)
    {
        var part = new Part(to.Length, bytes.Length, Checksum.Of(bytes));
        to.Bytes(bytes);
        return part;
    }

    // Blocks often have the same few values; then they share one dictionary, which readers decode once.
    private Part Shared(ReadOnlySpan<byte> dictionary)
    {
        var key = (dictionary.Length, Checksum.Of(dictionary));
        return known.TryGetValue(key, out var part) && dictionaries.Written.Slice((int)part.Offset, part.Length).SequenceEqual(dictionary)
            ? part
            : known[key] = Place(dictionaries, dictionary);
    }
}
