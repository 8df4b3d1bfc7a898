using System.Text;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>The language counts characters as Unicode code points; the framework stores some of them as two.</summary>
internal static class CodePoints
{
    public static int Count(string text) => IsPlain(text) ? text.Length : text.Length - CountPairs(text);

    /// <summary>Where the character at <paramref name="position"/> begins in the stored text.</summary>
    public static int Offset(string text, int position)
    {
        if (IsPlain(text))
        {
            return Math.Min(position, text.Length);
        }

        var offset = 0;
        for (; position > 0 && offset < text.Length; position--)
        {
            offset += offset + 1 < text.Length && char.IsSurrogatePair(text[offset], text[offset + 1]) ? 2 : 1;
        }

        return offset;
    }

    /// <summary>How many characters stand before an offset into the stored text.</summary>
    public static int Position(string text, int offset) => IsPlain(text) ? offset : Count(text[..offset]);

    public static string Reverse(string text)
    {
        var reversed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Reverse())
        {
            reversed.Append(rune.ToString());
        }

        return reversed.ToString();
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static int CountPairs(string text)
    {
        var pairs = 0;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            pairs += char.IsSurrogatePair(text[i], text[i + 1]) ? 1 : 0;
        }

        return pairs;
    }
}
