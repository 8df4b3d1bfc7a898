using System.Text.RegularExpressions;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Finding and counting parts of a text; positions count code points.</summary>
internal static class TextSearch
{
    /// <summary>How many arguments may be given.</summary>
    public static readonly int[] Arities = [2, 3, 4, 5];

    public delegate long? Finder(string text, string part, long start, long length, long occurrence);

    /// <summary>An overload of <c>f(source, lookup [, start [, length [, occurrence]]])</c> that takes <paramref name="count"/> arguments.</summary>
    public static Overload Overload(int count, Finder find) => count switch
    {
        2 => Define.Try<string, string, long>((text, part) => find(text, part, 0, -1, 1)),
        3 => Define.Try<string, string, long, long>((text, part, start) => find(text, part, start, -1, 1)),
        4 => Define.Try<string, string, long, long, long>((text, part, start, length) => find(text, part, start, length, 1)),
        _ => Define.Try<string, string, long, long, long, long>((text, part, start, length, occurrence) => find(text, part, start, length, occurrence)),
    };

    /// <summary>Where a part begins, among the first <paramref name="length"/> places from <paramref name="start"/>; -1 when nowhere. A start below zero counts from the end.</summary>
    public static long? IndexOf(string text, string part, long start, long length, long occurrence)
    {
        if (length < -1 || occurrence < 1)
        {
            return null;
        }

        var from = start < 0 ? Math.Max(0, CodePoints.Count(text) + start) : start;
        var offset = CodePoints.Offset(text, (int)Math.Min(from, int.MaxValue));
        var at = -1;
        for (; occurrence > 0 && offset <= text.Length; occurrence--, offset = at + 1)
        {
            at = text.IndexOf(part, offset, StringComparison.Ordinal);
            if (at < 0)
            {
                return -1;
            }
        }

        var position = occurrence > 0 ? -1 : CodePoints.Position(text, at);
        return length >= 0 && position >= from + length ? -1 : position;
    }

    /// <summary>As above for matches, which do not overlap; null for a start below zero.</summary>
    public static long? IndexOf(Regex regex, string text, long start, long length, long occurrence)
    {
        if (start < 0 || length < -1 || occurrence < 1)
        {
            return null;
        }

        var offset = CodePoints.Offset(text, (int)Math.Min(start, int.MaxValue));
        var end = length < 0 ? text.Length : CodePoints.Offset(text, (int)Math.Min(start + length, int.MaxValue));
        var match = regex.Match(text, offset);
        for (; occurrence > 1 && match.Success; occurrence--)
        {
            match = match.NextMatch();
        }

        return match.Success && match.Index + match.Length <= end ? CodePoints.Position(text, match.Index) : -1;
    }

    /// <summary>How often a part occurs, also where occurrences overlap.</summary>
    public static long Count(string text, string part)
    {
        var count = 0L;
        for (var at = part.Length == 0 ? -1 : text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
