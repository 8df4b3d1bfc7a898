using System.Text;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Flow;

/// <summary>A column of text: each distinct value is kept once, as bytes, until the rows are handed over.</summary>
internal sealed class ArchiveText : ArchiveColumn
{
    private byte[] bytes = [];
    private (int End, int Hash, int Next)[] texts = [default]; // the first is "", the text of rows that have none
    private int[] buckets = new int[16];
    private int[] codes = [];
    private int count = 1;
    private int length;

    /// <inheritdoc/>
    public override void Set(int row, ReadOnlySpan<byte> text)
    {
        Reach(row + 1);
        if (!text.IsEmpty)
        {
            codes[row] = row > 0 && BytesOf(codes[row - 1]).SequenceEqual(text) ? codes[row - 1] : CodeOf(text);
        }
    }

    /// <inheritdoc/>
    public override void Cut(int rows)
    {
        if (length > rows)
        {
            Array.Clear(codes, rows, length - rows);
            length = rows;
        }
    }

    /// <inheritdoc/>
    public override Column Build(int rows)
    {
        Reach(rows);
        var values = new string[count];
        for (var code = 0; code < values.Length; code++)
        {
            values[code] = Encoding.UTF8.GetString(BytesOf(code));
        }

        return new Column<string>(values, default, codes[..rows], rows);
    }

    private ReadOnlySpan<byte> BytesOf(int code) => code == 0 ? default : bytes.AsSpan(texts[code - 1].End..texts[code].End);

    private int CodeOf(ReadOnlySpan<byte> text)
    {
        var hash = Hash(text);
        for (var code = buckets[hash & (buckets.Length - 1)]; code > 0; code = texts[code].Next)
        {
            if (texts[code].Hash == hash && BytesOf(code).SequenceEqual(text))
            {
                return code;
            }
        }

        return Keep(text, hash);
    }

    private int Keep(ReadOnlySpan<byte> text, int hash)
    {
        var start = texts[count - 1].End;
        Grow(start + text.Length);
        text.CopyTo(bytes.AsSpan(start));
        ref var bucket = ref buckets[hash & (buckets.Length - 1)];
        texts[count] = (start + text.Length, hash, bucket);
        return bucket = count++;
    }

    private void Grow(int end)
    {
        if (end > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(end, Math.Max(1024, bytes.Length * 2)));
        }

        if (count < texts.Length)
        {
            return;
        }

        Array.Resize(ref texts, texts.Length * 4);
        buckets = new int[texts.Length * 2];
        for (var code = 1; code < count; code++)
        {
            ref var bucket = ref buckets[texts[code].Hash & (buckets.Length - 1)];
            (texts[code].Next, bucket) = (bucket, code);
        }
    }

    private void Reach(int rows)
    {
        if (rows > codes.Length)
        {
            Array.Resize(ref codes, Math.Max(256, Math.Max(rows, codes.Length * 2)));
        }

        length = Math.Max(length, rows);
    }

    // Seeded anew in every process: no sender can choose texts that collide.
    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = default(HashCode);
        hash.AddBytes(text);
        return hash.ToHashCode();
    }
}
