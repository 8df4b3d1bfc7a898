using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ExposurePipeline.Exposure.Normalisation.Text;

/// <summary>Splits a line at one byte, 64 bytes at a time, without allocating.</summary>
internal static class LineFields
{
    private const int Block = 64;

    /// <summary>Says where the fields lie, of as many as there is room for.</summary>
    /// <param name="line">The line.</param>
    /// <param name="separator">What parts two fields.</param>
    /// <param name="fields">Room for the fields.</param>
    /// <param name="keepsEmpty">Whether nothing between two separators is a field.</param>
    /// <returns>How many fields the line has.</returns>
    public static int Split(ReadOnlySpan<byte> line, byte separator, Span<Range> fields, bool keepsEmpty = true)
    {
        var (count, field) = (0, 0);
        for (var block = 0; block < line.Length; block += Block)
        {
            for (var separators = Separators(line[block..], separator); separators != 0; separators &= separators - 1)
            {
                var end = block + BitOperations.TrailingZeroCount(separators);
                Add(fields, ref count, field, end, keepsEmpty);
                field = end + 1;
            }
        }

        Add(fields, ref count, field, line.Length, keepsEmpty);
        return count;
    }

    private static void Add(Span<Range> fields, ref int count, int start, int end, bool keepsEmpty)
    {
        if (keepsEmpty || end > start)
        {
            if ((uint)count < (uint)fields.Length)
            {
                fields[count] = new(start, end);
            }

            count++;
        }
    }

    // One bit for each separator among the first 64 bytes; the lowest is the first byte.
    private static ulong Separators(ReadOnlySpan<byte> rest, byte separator)
    {
        if (rest.Length >= Block)
        {
            return Separators(in MemoryMarshal.GetReference(rest), separator);
        }

        Span<byte> last = stackalloc byte[Block];
        rest.CopyTo(last);
        return Separators(in MemoryMarshal.GetReference(last), separator) & ((1UL << rest.Length) - 1);
    }

    private static ulong Separators(ref readonly byte block, byte separator) =>
        Vector512.Equals(Vector512.LoadUnsafe(in block), Vector512.Create(separator)).ExtractMostSignificantBits();
}
