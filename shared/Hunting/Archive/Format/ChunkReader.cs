using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Reads a column's rows of a block, all or only some.</summary>
internal static class ChunkReader
{
    /// <summary>Reads rows.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="chunk">What the footer says.</param>
    /// <param name="rows">How many rows the block has.</param>
    /// <param name="wanted">The rows to read; null for all.</param>
    /// <param name="parts">The bytes.</param>
    public static Column Read(ScalarType type, Chunk chunk, int rows, int[]? wanted, IChunkParts parts) => type switch
    {
        _ when chunk.Form is ChunkForm.Empty => Columns.Constant(type, null, wanted?.Length ?? rows),
        ScalarType.Bool => Numbers<bool, BoolForm>(chunk, rows, wanted, parts),
        ScalarType.Int => Numbers<int, IntForm>(chunk, rows, wanted, parts),
        ScalarType.Long => Numbers<long, LongForm>(chunk, rows, wanted, parts),
        ScalarType.Real => Numbers<double, RealForm>(chunk, rows, wanted, parts),
        ScalarType.DateTime => Numbers<DateTime, InstantForm>(chunk, rows, wanted, parts),
        ScalarType.TimeSpan => Numbers<TimeSpan, SpanForm>(chunk, rows, wanted, parts),
        ScalarType.String => chunk.Form is ChunkForm.Coded ? CodedTexts(chunk, rows, wanted, parts) : PlainTexts(rows, wanted, parts),
        _ => throw new DamagedSegmentException($"no values of type {type.Name()} are ever written"),
    };

    private static Column<T> Numbers<T, TForm>(Chunk chunk, int rows, int[]? wanted, IChunkParts parts)
        where TForm : INumberForm<T>
        => chunk.Form is ChunkForm.Coded ? CodedNumbers<T, TForm>(chunk, rows, wanted, parts) : PlainNumbers<T, TForm>(chunk, rows, wanted, parts);

    private static Column<T> PlainNumbers<T, TForm>(Chunk chunk, int rows, int[]? wanted, IChunkParts parts)
        where TForm : INumberForm<T>
    {
        var from = new ByteReader(parts.Rows);
        var numbers = PackedNumbers.Read(from, rows);
        if (numbers.IsConstant && chunk.Nulls == 0 && rows > 0)
        {
            return (Column<T>)new Column<T>([TForm.Of(numbers[0])]).Repeat(wanted?.Length ?? rows);
        }

        var marks = from.Bytes(chunk.Nulls == 0 ? 0 : (rows + 7) / 8).Span;
        var values = new T[wanted?.Length ?? rows];
        var nulls = default(NullMask);
        if (wanted is null)
        {
            numbers.Decode<T, TForm>(values);
        }

        for (var i = 0; i < values.Length && (wanted is not null || chunk.Nulls > 0); i++)
        {
            var row = wanted is null ? i : wanted[i];
            values[i] = wanted is null ? values[i] : TForm.Of(numbers[row]);
            if (chunk.Nulls > 0 && (marks[row >> 3] & (1 << (row & 7))) != 0)
            {
                nulls.Set(i);
            }
        }

        return new(values, nulls);
    }

    private static Column<T> CodedNumbers<T, TForm>(Chunk chunk, int rows, int[]? wanted, IChunkParts parts)
        where TForm : INumberForm<T>
    {
        var values = new T[chunk.Distinct + Math.Min(1, chunk.Nulls)];
        PackedNumbers.Read(new(parts.Dictionary), chunk.Distinct).Decode<T, TForm>(values.AsSpan(0, chunk.Distinct));
        var nulls = default(NullMask);
        if (chunk.Nulls > 0)
        {
            nulls.Set(chunk.Distinct);
        }

        return new(values, nulls, Codes(parts, rows, wanted), wanted?.Length ?? rows);
    }

    private static Column<string> CodedTexts(Chunk chunk, int rows, int[]? wanted, IChunkParts parts)
    {
        var (texts, count) = (parts.Texts, wanted?.Length ?? rows);
        if (chunk.Rows.Length == 0)
        {
            return new(texts.All, default, ZeroCodes.Of(count), count);
        }

        var codes = Codes(parts, rows, wanted);

        // A large dictionary is not made whole for a few rows.
        return count < texts.Count / 4 ? new(Array.ConvertAll(codes, code => texts[code])) : new(texts.All, default, codes, count);
    }

    private static Column<string> PlainTexts(int rows, int[]? wanted, IChunkParts parts)
    {
        var texts = Texts.Read(new(parts.Rows), rows);
        return new(wanted is null ? texts.All : Array.ConvertAll(wanted, row => texts[row]));
    }

    private static int[] Codes(IChunkParts parts, int rows, int[]? wanted)
    {
        var codes = RowCodes.Read(new(parts.Rows), rows);
        return wanted is null ? codes.Decode() : Array.ConvertAll(wanted, row => codes[row]);
    }
}
