using System.Globalization;
using System.Text;

namespace ExposurePipeline.Hunting.Values;

/// <summary>Reads JSON, and the freer form that dynamic() literals allow: single quotes, and typed literals such as datetime(…).</summary>
internal ref partial struct DynamicReader(ReadOnlySpan<char> text, bool literal)
{
    private const int MaxDepth = 256;
    private readonly ReadOnlySpan<char> text = text;
    private int at;
    private int depth;

    /// <summary>Reads a whole text; false when it is not well formed.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, bool literal, out Dynamic? value)
    {
        var reader = new DynamicReader(text, literal);
        return reader.TryValue(out value) && reader.Peek() == '\0' && reader.at >= text.Length;
    }

    private char Peek()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || IsComment()))
        {
            at++;
        }

        return at < text.Length ? text[at] : '\0';
    }

    private bool IsComment()
    {
        var comment = literal && text[at..].StartsWith("//");
        var line = comment ? text[at..].IndexOf('\n') : -1;
        at = !comment ? at : line < 0 ? text.Length - 1 : at + line;
        return comment;
    }

    private bool TryValue(out Dynamic? value)
    {
        value = null;
        switch (Peek())
        {
            case '{': return Nested(out value);
            case '[': return Nested(out value);
            case '"':
            case '\'' when literal:
                var read = TryString(out var s);
                value = Dynamic.Of(s);
                return read;
            case '@' or 'h' or 'H' when literal && StringText.StartsAt(text, at):
                var closed = StringText.TryRead(text, ref at, out var obfuscated);
                value = Dynamic.Of(obfuscated);
                return closed;
            case '-' or '+' or (>= '0' and <= '9'): return TryNumber(out value);
            default: return TryWord(out value);
        }
    }

    private bool Nested(out Dynamic? value)
    {
        value = null;
        if (++depth > MaxDepth)
        {
            return false;
        }

        var read = text[at] == '{' ? TryBag(out value) : TryArray(out value);
        depth--;
        return read;
    }

    private bool TryArray(out Dynamic? value)
    {
        var items = new List<Dynamic?>();
        value = new DynamicArray(items);
        at++;
        while (Peek() != ']')
        {
            if (!TryValue(out var item))
            {
                return false;
            }

            items.Add(item);
            if (!TrySeparator(']'))
            {
                return false;
            }
        }

        at++;
        return true;
    }

    private bool TryBag(out Dynamic? value)
    {
        var properties = new List<KeyValuePair<string, Dynamic?>>();
        value = null;
        at++;
        while (Peek() != '}')
        {
            if (!(Peek() == '"' || (literal && Peek() == '\'')) || !TryString(out var name) || Peek() != ':')
            {
                return false;
            }

            at++;
            if (!TryValue(out var item) || !TrySeparator('}'))
            {
                return false;
            }

            properties.Add(new(name, item));
        }

        at++;
        value = new DynamicBag(properties);
        return true;
    }

    // A comma before the closing bracket is accepted in literals only.
    private bool TrySeparator(char close)
    {
        if (Peek() != ',')
        {
            return Peek() == close;
        }

        at++;
        return literal || Peek() != close;
    }

    private bool TryString(out string value)
    {
        var quote = text[at++];
        var result = new StringBuilder();
        value = "";
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\')
            {
                if (!TryEscape(result))
                {
                    return false;
                }
            }
            else if (text[at] < ' ' && !literal)
            {
                return false;
            }
            else
            {
                result.Append(text[at++]);
            }
        }

        value = result.ToString();
        return at++ < text.Length;
    }

    private bool TryEscape(StringBuilder result)
    {
        at++;
        if (at >= text.Length)
        {
            return false;
        }

        var c = text[at++];
        if (c == 'u')
        {
            var isCode = at + 4 <= text.Length && ushort.TryParse(text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
            if (isCode)
            {
                result.Append((char)ushort.Parse(text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }

            return isCode;
        }

        const string Letters = "\"\\/bfnrt'";
        const string Means = "\"\\/\b\f\n\r\t'";
        var index = Letters.IndexOf(c, StringComparison.Ordinal);
        result.Append(index < 0 ? c : Means[index]);
        return index >= 0;
    }
}
