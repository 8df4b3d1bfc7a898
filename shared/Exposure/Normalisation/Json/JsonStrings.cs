using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Tells what of JSON is inside strings, block by block; carries what a block must know of the one before.</summary>
internal ref struct JsonStrings
{
    private const ulong EvenBits = 0x5555555555555555;

    private ulong _escapesNext;
    private ulong _inString;

    /// <summary>Takes the next block.</summary>
    /// <param name="block">The bytes.</param>
    /// <param name="quotes">The quotes that open or close strings.</param>
    /// <param name="escaped">The bytes before which a backslash stands for them.</param>
    /// <returns>The insides of strings, each with its opening quote and without its closing one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Take(scoped JsonBlock block, out ulong quotes, out ulong escaped)
    {
        escaped = EscapedBy(block.Of((byte)'\\'));
        quotes = block.Of((byte)'"') & ~escaped;
        var inside = Parity(quotes) ^ _inString;
        _inString = (ulong)((long)inside >> 63);
        return inside;
    }

    // A byte is escaped when the run of backslashes before it has an odd length; addition carries along each run.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong EscapedBy(ulong backslashes)
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

    // Bit i of the result is the parity of bits 0 to i: what a carry-less product with all ones has there, or six shifts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Parity(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
