using System.Globalization;

namespace ExposurePipeline.Hunting.Values;

internal ref partial struct DynamicReader
{
    private bool TryNumber(out Dynamic? value)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '-' or '+' or ':'))
        {
            at++;
        }

        var number = text[start..at];
        if (long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            value = Dynamic.Of(whole);
            return true;
        }

        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && !char.IsAsciiLetter(number.TrimStart("+-")[0]))
        {
            value = Dynamic.Of(real);
            return true;
        }

        value = null;
        if (!literal || !TimeSpanText.TryParse(number, out var span))
        {
            return false;
        }

        value = Dynamic.Of(span);
        return true;
    }

    private bool TryWord(out Dynamic? value)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        var word = text[start..at];
        value = word switch { "true" => Dynamic.Of(true), "false" => Dynamic.Of(false), _ => null };
        if (value is not null || word is "null")
        {
            return true;
        }

        return literal && !word.IsEmpty && Peek() == '(' && TryTyped(word, out value);
    }

    private bool TryTyped(ReadOnlySpan<char> type, out Dynamic? value)
    {
        value = null;
        var length = text[at..].IndexOf(')');
        if (length < 0 || !ScalarTypes.TryRead(type.ToString(), out var scalar))
        {
            return false;
        }

        var content = text.Slice(at + 1, length - 1).Trim();
        at += length + 1;
        return LiteralText.TryRead(scalar, content, out var read) && DynamicConversion.TryWrap(read, out value);
    }
}
