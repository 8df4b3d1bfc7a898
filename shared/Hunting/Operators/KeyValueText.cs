using System.Text;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Reads pairs such as <c>a=1, b=2</c>. Without a pair delimiter any character that is no letter or digit ends a value.</summary>
internal sealed class KeyValueText(string? pairDelimiter, string keyDelimiter, string quote, string escape, bool isGreedy)
{
    private readonly char open = quote.Length > 0 ? quote[0] : '\0';
    private readonly char close = quote.Length > 0 ? quote[^1] : '\0';

    public IEnumerable<(string Key, string Value)> Read(string text)
    {
        var at = 0;
        while (TryKey(text, ref at, out var key))
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            yield return (key, Value(text, ref at));
        }
    }

    // A key reaches back from its delimiter to the end of the pair before it.
    private bool TryKey(string text, ref int at, out string key)
    {
        key = "";
        var end = text.IndexOf(keyDelimiter, Math.Min(at, text.Length), StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        key = Key(text[at..end].Trim());
        at = end + keyDelimiter.Length;
        return true;
    }

    private string Key(string text)
    {
        if (open != '\0' && text.Length > 1 && text[^1] == close)
        {
            var start = text.LastIndexOf(open, text.Length - 2);
            return start < 0 ? text : text[(start + 1)..^1];
        }

        return text[PairStart(text)..].Trim();
    }

    private int PairStart(string text)
    {
        var at = text.Length;
        while (pairDelimiter is null && at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_'))
        {
            at--;
        }

        return pairDelimiter is null ? at : text.LastIndexOf(pairDelimiter, StringComparison.Ordinal) is >= 0 and var found ? found + pairDelimiter.Length : 0;
    }

    private string Value(string text, ref int at)
    {
        if (open != '\0' && at < text.Length && text[at] == open)
        {
            at++;
            return Quoted(text, ref at);
        }

        var start = at;
        at = isGreedy ? GreedyEnd(text, at) : PairEnd(text, at);
        return text[start..at].Trim();
    }

    private string Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        while (at < text.Length && text[at] != close)
        {
            at += escape.Length > 0 && text[at] == escape[0] && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at++]);
        }

        at++;
        return value.ToString();
    }

    private int PairEnd(string text, int at)
    {
        if (pairDelimiter is not null)
        {
            return text.IndexOf(pairDelimiter, at, StringComparison.Ordinal) is >= 0 and var found ? found : text.Length;
        }

        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }

    // Up to the key of the next pair.
    private int GreedyEnd(string text, int at)
    {
        var next = text.IndexOf(keyDelimiter, at, StringComparison.Ordinal);
        return next < 0 ? text.Length : Math.Max(at, text.LastIndexOf(pairDelimiter ?? " ", next, next - at + 1, StringComparison.Ordinal));
    }
}
