using System.Globalization;
using System.Text;

namespace ExposurePipeline.Hunting.Values;

/// <summary>String literals: quoted, verbatim (@), obfuscated (h), multi-line (three back-ticks or tildes).</summary>
internal static class StringText
{
    public static bool StartsAt(ReadOnlySpan<char> text, int at)
    {
        var quote = text[at] is 'h' or 'H' ? at + 1 : at;
        quote = quote < text.Length && text[quote] == '@' ? quote + 1 : quote;
        return quote < text.Length && (text[quote] is '"' or '\'' || IsFence(text, quote));
    }

    /// <summary>Reads the literal at <paramref name="at"/> and moves past it; false when it is not closed.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, ref int at, out string value)
    {
        at += text[at] is 'h' or 'H' ? 1 : 0;
        var verbatim = text[at] == '@';
        at += verbatim ? 1 : 0;
        return IsFence(text, at) ? TryFenced(text, ref at, out value)
            : verbatim ? TryVerbatim(text, ref at, out value)
            : TryQuoted(text, ref at, out value);
    }

    private static bool IsFence(ReadOnlySpan<char> text, int at)
        => at <= text.Length && (text[at..].StartsWith("```") || text[at..].StartsWith("~~~"));

    private static bool TryFenced(ReadOnlySpan<char> text, ref int at, out string value)
    {
        var length = text[(at + 3)..].IndexOf(text.Slice(at, 3));
        value = (length < 0 ? text[(at + 3)..] : text.Slice(at + 3, length)).ToString();
        at = length < 0 ? text.Length : at + length + 6;
        return length >= 0;
    }

    private static bool TryVerbatim(ReadOnlySpan<char> text, ref int at, out string value)
    {
        var quote = text[at++];
        var result = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] != quote)
            {
                result.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == quote)
            {
                result.Append(text[at++]);
            }
            else
            {
                break;
            }
        }

        value = result.ToString();
        var isClosed = at < text.Length;
        at += isClosed ? 1 : 0;
        return isClosed;
    }

    private static bool TryQuoted(ReadOnlySpan<char> text, ref int at, out string value)
    {
        var quote = text[at++];
        var result = new StringBuilder();
        while (at < text.Length && text[at] != quote && text[at] is not '\n')
        {
            if (text[at] == '\\')
            {
                Escape(text, ref at, result);
            }
            else
            {
                result.Append(text[at++]);
            }
        }

        value = result.ToString();
        return at < text.Length && text[at++] == quote;
    }

    private static void Escape(ReadOnlySpan<char> text, ref int at, StringBuilder result)
    {
        const string Letters = "\"'\\nrtabfv0";
        const string Means = "\"'\\\n\r\t\a\b\f\v\0";
        var c = at + 1 < text.Length ? text[at + 1] : '\\';
        at = Math.Min(at + 2, text.Length);
        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && at + digits <= text.Length
            && int.TryParse(text.Slice(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && (digits < 8 || Rune.IsValid(code)))
        {
            at += digits;
            result.Append(digits == 8 ? new Rune(code).ToString() : ((char)code).ToString());
            return;
        }

        var index = Letters.IndexOf(c, StringComparison.Ordinal);
        _ = index < 0 ? result.Append('\\').Append(c) : result.Append(Means[index]);
    }
}
