using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>A chunk's parts as bytes, not yet placed.</summary>
/// <param name="Chunk">What the footer says of it.</param>
/// <param name="Filter">Its filter.</param>
/// <param name="Dictionary">Its dictionary.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Raw">How many bytes its values take before compression.</param>
internal sealed record EncodedChunk(Chunk Chunk, ReadOnlyMemory<byte> Filter, ReadOnlyMemory<byte> Dictionary, ReadOnlyMemory<byte> Rows, long Raw);

/// <summary>Writes a column's rows of a block in the form that takes the fewest bytes.</summary>
internal static class ChunkWriter
{
    private static readonly EncodedChunk Nothing = new(new(ChunkForm.Empty, 0, 0, default), default, default, default, 0);

    public static EncodedChunk Write(Column column, int effort)
        => column.IsConstant && column.Boxed(0) is null or "" ? Nothing : column is Column<string> texts ? Texts(texts, effort) : Numbers(StoredNumbers.Of(column));

    private static EncodedChunk Numbers(StoredNumbers stored)
    {
        var (numbers, nulls) = stored;
        if (nulls.Count == numbers.Length)
        {
            return Nothing;
        }

        var bounds = new Bounds(numbers.Min(), numbers.Max());
        var packed = PackedNumbers.Estimate(numbers) + (nulls.Count > 0 ? numbers.Length / 8 : 0);
        if (packed > 0 && stored.Distinct() is { } distinct)
        {
            var (dictionary, rows) = (new ByteWriter(), new ByteWriter());
            PackedNumbers.Write(dictionary, distinct);
            RowCodes.Write(rows, stored.Codes(distinct), distinct.Length + Math.Min(1, nulls.Count));
            if (dictionary.Length + rows.Length < packed)
            {
                return new(new(ChunkForm.Coded, nulls.Count, distinct.Length, bounds), default, dictionary.Content, rows.Content, dictionary.Length + rows.Length);
            }
        }

        var plain = new ByteWriter(packed + 32);
        PackedNumbers.Write(plain, numbers);
        Mark(plain, nulls, numbers.Length);
        return new(new(ChunkForm.Numbers, nulls.Count, 0, bounds), default, default, plain.Content, plain.Length);
    }

    private static EncodedChunk Texts(Column<string> column, int effort)
    {
        var stored = StoredTexts.Of(column);
        var (distinct, codes) = stored;
        if (distinct is [""])
        {
            return Nothing;
        }

        var (filter, rows, dictionary) = (TermFilter.Of(distinct), new ByteWriter(), new ByteWriter());
        if (IsCodedSmaller(stored))
        {
            var raw = TextsWriter.Write(dictionary, distinct, effort);
            if (distinct.Length > 1)
            {
                RowCodes.Write(rows, codes, distinct.Length);
            }

            return new(new(ChunkForm.Coded, 0, distinct.Length, stored.Bounds()), filter, dictionary.Content, rows.Content, raw + rows.Length);
        }

        var plain = TextsWriter.Write(rows, Array.ConvertAll(codes, code => distinct[code]), effort);
        return new(new(ChunkForm.Texts, 0, distinct.Length, stored.Bounds()), filter, default, rows.Content, plain);
    }

    private static bool IsCodedSmaller(StoredTexts stored)
    {
        var sizes = Array.ConvertAll(stored.Distinct, text => Ipv4Bytes.TryRead(text, out _) ? 4 : text.Length + 2L);
        return sizes.Sum() + PackedNumbers.Size(stored.Codes.Length, PackedNumbers.CodeWidth(sizes.Length)) < stored.Codes.Sum(code => sizes[code]);
    }

    private static void Mark(ByteWriter to, List<int> nulls, int rows)
    {
        var marks = to.Room(nulls.Count > 0 ? (rows + 7) / 8 : 0);
        marks.Clear();
        foreach (var row in nulls)
        {
            marks[row >> 3] |= (byte)(1 << (row & 7));
        }
    }
}
