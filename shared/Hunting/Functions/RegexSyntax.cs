using System.Buffers;
using System.Text;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>
/// Translates a regular expression of the language to the framework's syntax. What cannot be matched in linear time (look-around,
/// back-references) is not in the language, and so refused: https://learn.microsoft.com/kusto/query/regex.
/// </summary>
internal sealed partial class RegexSyntax(string pattern)
{
    private static readonly SearchValues<char> CountDigits = SearchValues.Create("0123456789,");
    private static readonly SearchValues<char> FlagLetters = SearchValues.Create("imsxuU-");
    private readonly StringBuilder translated = new();
    private readonly Stack<Flags> outer = new();
    private Flags flags;
    private int at;
    private int groups;

    /// <summary>Groups by the name the pattern gives them; the framework would number named groups after all others, so they lose their names.</summary>
    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The pattern in the framework's syntax.</summary>
    public string Translate()
    {
        while (at < pattern.Length)
        {
            Next(pattern[at++]);
        }

        return translated.ToString();
    }

    private void Next(char c)
    {
        switch (c)
        {
            case '\\': Escape(inClass: false); break;
            case '[': Class(); break;
            case '(': Open(); break;
            case ')': Close(); break;
            case '$': translated.Append(flags.Multiline ? "$" : @"\z"); break;
            case '*' or '+' or '?': Quantified(c.ToString()); break;
            case '{' when Counted() is { } count: Quantified(count); break;
            case '{': translated.Append(@"\{"); break;
            default: translated.Append(c); break;
        }
    }

    private string? Counted()
    {
        var end = pattern.IndexOf('}', at);
        var isCount = end > at && char.IsAsciiDigit(pattern[at]) && pattern.AsSpan(at, end - at).IndexOfAnyExcept(CountDigits) < 0;
        var count = isCount ? pattern[(at - 1)..(end + 1)] : null;
        at = isCount ? end + 1 : at;
        return count;
    }

    // (?U) swaps which of x* and x*? prefers more.
    private void Quantified(string quantifier)
    {
        var lazy = at < pattern.Length && pattern[at] == '?';
        at += lazy ? 1 : 0;
        translated.Append(quantifier).Append(lazy != flags.Swapped ? "?" : "");
    }

    private void Open()
    {
        outer.Push(flags);
        if (at >= pattern.Length || pattern[at] != '?')
        {
            groups++;
            translated.Append('(');
            return;
        }

        at++;
        if (!TryName())
        {
            SetFlags();
        }
    }

    private bool TryName()
    {
        var start = pattern.AsSpan(at) is ['P', '<', ..] ? at + 2 : pattern.AsSpan(at) is ['<', not ('=' or '!'), ..] ? at + 1 : -1;
        var end = start < 0 ? -1 : pattern.IndexOf('>', start);
        if (end < 0)
        {
            return false;
        }

        Names[pattern[start..end]] = ++groups;
        translated.Append('(');
        at = end + 1;
        return true;
    }

    private void SetFlags()
    {
        var end = pattern.AsSpan(at).IndexOfAny(':', ')');
        var set = end < 0 ? "?" : pattern.Substring(at, end);
        if (set.AsSpan().IndexOfAnyExcept(FlagLetters) >= 0)
        {
            throw new RegexSyntaxException($"(?{pattern[at..Math.Min(at + 2, pattern.Length)]} is not in the language");
        }

        flags = flags.With(set);
        var known = set.Replace("u", "", StringComparison.Ordinal).Replace("U", "", StringComparison.Ordinal).TrimEnd('-');
        at += end + 1;
        if (pattern[at - 1] == ')')
        {
            outer.Pop();
            translated.Append(known.Length == 0 ? "" : $"(?{known})");
            return;
        }

        translated.Append(known.Length == 0 ? "(?:" : $"(?{known}:");
    }

    private void Close()
    {
        flags = outer.TryPop(out var before) ? before : flags;
        translated.Append(')');
    }

    private readonly record struct Flags(bool Multiline, bool Swapped)
    {
        public Flags With(string set)
        {
            var off = set.IndexOf('-', StringComparison.Ordinal);
            var (on, without) = off < 0 ? (set, "") : (set[..off], set[off..]);
            return new((Multiline || on.Contains('m')) && !without.Contains('m'), (Swapped || on.Contains('U')) && !without.Contains('U'));
        }
    }
}

/// <summary>Why a text is no regular expression of the language.</summary>
internal sealed class RegexSyntaxException(string message) : Exception(message);
