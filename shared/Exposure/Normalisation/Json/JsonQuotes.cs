using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Where the strings of a short JSON value begin and end, one bit a byte; what is inside them has been checked.</summary>
internal readonly ref struct JsonQuotes
{
    /// <summary>Room for the longest value that is marked, 8 KiB, several times a usual record; and one word that stays empty.</summary>
    public const int Words = 129;

    private static ReadOnlySpan<byte> Escapes => "\"\\/bfnrtu"u8;

    private readonly ReadOnlySpan<ulong> _words;

    private JsonQuotes(ReadOnlySpan<ulong> words) => _words = words;

    /// <summary>False when the value is too long, or a string has a control character or an escape that JSON does not know.</summary>
    /// <param name="json">The value.</param>
    /// <param name="room">As many as <see cref="Words"/>.</param>
    /// <param name="quotes">The marks.</param>
    public static bool TryMark(ReadOnlySpan<byte> json, Span<ulong> room, out JsonQuotes quotes)
    {
        room.Clear();
        quotes = new(room);
        var strings = new JsonStrings();
        Span<byte> last = stackalloc byte[JsonBlock.Size];
        for (var at = 0; at < json.Length; at += JsonBlock.Size)
        {
            if (at / JsonBlock.Size == room.Length - 1)
            {
                return false;
            }

            var block = new JsonBlock(in MemoryMarshal.GetReference(JsonScan.Bytes(json, at, last)));
            var inside = strings.Take(block, out room[at / JsonBlock.Size], out var escaped);
            if (HasControls(block.Unusual & inside, json, at) || (escaped != 0 && !AreKnown(escaped, json, at)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The quote behind this byte; the end of the marks when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int at)
    {
        at++;
        var word = at / JsonBlock.Size;
        if (word >= _words.Length - 1)
        {
            return _words.Length * JsonBlock.Size;
        }

        // The 64 bits from here on, across two words: most strings end within them.
        var bits = (_words[word] >> at) | (_words[word + 1] << 1 << ~at);
        return bits != 0 ? at + BitOperations.TrailingZeroCount(bits) : NextFrom(word + 1);
    }

    private int NextFrom(int word)
    {
        while (word < _words.Length && _words[word] == 0)
        {
            word++;
        }

        return word < _words.Length ? (word * JsonBlock.Size) + BitOperations.TrailingZeroCount(_words[word]) : _words.Length * JsonBlock.Size;
    }

    private static bool HasControls(ulong unusual, ReadOnlySpan<byte> json, int block)
    {
        for (; unusual != 0; unusual &= unusual - 1)
        {
            if (block + BitOperations.TrailingZeroCount(unusual) is var at && at < json.Length && json[at] < ' ')
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreKnown(ulong escaped, ReadOnlySpan<byte> json, int block)
    {
        for (; escaped != 0; escaped &= escaped - 1)
        {
            var at = block + BitOperations.TrailingZeroCount(escaped);
            if (at >= json.Length || !Escapes.Contains(json[at]) || (json[at] == 'u' && !IsUnit(json[(at + 1)..])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUnit(ReadOnlySpan<byte> digits) =>
        digits.Length >= 4 && char.IsAsciiHexDigit((char)digits[0]) && char.IsAsciiHexDigit((char)digits[1])
        && char.IsAsciiHexDigit((char)digits[2]) && char.IsAsciiHexDigit((char)digits[3]);
}
