using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Finds the brackets of JSON that stand outside strings, 64 bytes at a time; carries what a block must know of the one before.</summary>
/// <remarks>The method of simdjson's first stage (Langdale and Lemire, 2019), in portable vectors.</remarks>
internal ref struct JsonBlock
{
    /// <summary>How many bytes a block has.</summary>
    public const int Size = 64;

    private const ulong EvenBits = 0x5555555555555555;

    private ulong _escapesNext;
    private ulong _inString;

    /// <summary>One bit for each bracket outside strings; the lowest is the first byte.</summary>
    public ulong Brackets { get; private set; }

    /// <summary>One bit for each line break inside a string, which JSON forbids: the end of the string was lost.</summary>
    public ulong BrokenStrings { get; private set; }

    /// <summary>Whether the next block begins inside a string.</summary>
    public readonly bool EndsInString => _inString != 0;

    /// <summary>Takes the next <see cref="Size"/> bytes.</summary>
    public void Take(ref readonly byte bytes)
    {
        var (quotes, backslashes, brackets, breaks) = Masks(in bytes);
        quotes &= ~Escaped(backslashes);
        var inside = Parity(quotes) ^ _inString;
        _inString = (ulong)((long)inside >> 63);
        Brackets = brackets & ~inside;
        BrokenStrings = breaks & inside;
    }

    private static (ulong Quotes, ulong Backslashes, ulong Brackets, ulong Breaks) Masks(ref readonly byte bytes)
    {
        ulong quotes = 0, backslashes = 0, brackets = 0, breaks = 0;
        for (var at = 0; at < Size; at += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(in bytes, (nuint)at);
            quotes |= Bits(Vector256.Equals(block, Vector256.Create((byte)'"')), at);
            backslashes |= Bits(Vector256.Equals(block, Vector256.Create((byte)'\\')), at);
            breaks |= Bits(Vector256.Equals(block, Vector256.Create((byte)'\n')), at);

            // The bit 0x20 alone tells { from [ and } from ].
            var folded = block | Vector256.Create((byte)0x20);
            brackets |= Bits(Vector256.Equals(folded, Vector256.Create((byte)'{')) | Vector256.Equals(folded, Vector256.Create((byte)'}')), at);
        }

        return (quotes, backslashes, brackets, breaks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> matches, int at) => (ulong)matches.ExtractMostSignificantBits() << at;

    // A byte is escaped when the run of backslashes before it has an odd length; addition carries along each run.
    private ulong Escaped(ulong backslashes)
    {
        if (backslashes == 0)
        {
            var first = _escapesNext;
            _escapesNext = 0;
            return first;
        }

        backslashes &= ~_escapesNext;
        var follows = (backslashes << 1) | _escapesNext;
        var oddStarts = backslashes & ~EvenBits & ~follows;
        var evenRuns = unchecked(oddStarts + backslashes);
        _escapesNext = evenRuns < oddStarts ? 1UL : 0;
        return (EvenBits ^ (evenRuns << 1)) & follows;
    }

    // Bit i of the result is the parity of bits 0 to i: set from an opening quote up to the byte before the closing one.
    private static ulong Parity(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
