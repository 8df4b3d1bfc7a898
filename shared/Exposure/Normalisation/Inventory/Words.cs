using System.Globalization;
using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Inventory;

/// <summary>The words of a line, separated by blanks.</summary>
internal static class Words
{
    private const int LongestExcerpt = 80;

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>Finds as many words as there is room for; returns how many.</summary>
    public static int Split(ReadOnlySpan<byte> line, Span<Range> words)
    {
        var count = 0;
        var at = 0;
        while (count < words.Length && line[at..].IndexOfAnyExcept(Blanks) is var gap and >= 0)
        {
            at += gap;
            var length = line[at..].IndexOfAny(Blanks);
            var end = length < 0 ? line.Length : at + length;
            words[count++] = at..end;
            at = end;
        }

        return count;
    }

    /// <summary>Whether a word is a count: digits only.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> word) => !word.IsEmpty && !word.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>A process id; 0 when the word is none.</summary>
    public static long Id(ReadOnlySpan<byte> word) => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Bytes as text; what is no UTF-8 is replaced.</summary>
    public static string ToText(this ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>A line shortened for a person to read.</summary>
    public static string Excerpt(ReadOnlySpan<byte> line)
    {
        var text = line.Trim(Blanks);
        return Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestExcerpt)]);
    }
}
