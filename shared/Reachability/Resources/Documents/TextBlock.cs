using System.Numerics;
using System.Runtime.Intrinsics;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>What the brackets and quotes in a block of JSON come to, found for all its characters at once.</summary>
/// <param name="IsPlain">Whether it has neither a backslash nor, in a string, the end of a line.</param>
/// <param name="Opening">Brackets outside of strings that open.</param>
/// <param name="Closing">Those that close.</param>
/// <param name="EndsInString">Whether its end is in a string.</param>
internal readonly record struct TextBlock(bool IsPlain, int Opening, int Closing, bool EndsInString)
{
    /// <summary>Characters of a block.</summary>
    public const int Size = 64;

    private const byte Case = 0x20; // tells [ from { and ] from }

    /// <summary>Of so many characters.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="isInString">Whether they begin in a string.</param>
    public static TextBlock Of(ReadOnlySpan<byte> text, bool isInString)
    {
        var block = Vector512.Create(text);
        var folded = block | Vector512.Create(Case);
        var strings = Parity(Where(block, (byte)'"')) ^ (isInString ? ulong.MaxValue : 0);
        return new(
            (Where(block, (byte)'\\') | (Where(block, (byte)'\n') & strings)) == 0,
            BitOperations.PopCount(Where(folded, (byte)'{') & ~strings),
            BitOperations.PopCount(Where(folded, (byte)'}') & ~strings),
            strings >> (Size - 1) != 0);
    }

    private static ulong Where(Vector512<byte> block, byte character) => Vector512.Equals(block, Vector512.Create(character)).ExtractMostSignificantBits();

    // At each bit whether an odd number of bits is set up to it: between the quotes of a string.
    private static ulong Parity(ulong bits)
    {
        for (var distance = 1; distance < Size; distance *= 2)
        {
            bits ^= bits << distance;
        }

        return bits;
    }
}
