using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

/// <summary>Finds where parentheses close, past strings and comments.</summary>
internal static class Enclosed
{
    /// <summary>The offset after the parenthesis that closes the one at <paramref name="open"/>; the text's end when none does.</summary>
    public static int End(string text, int open)
    {
        var depth = 0;
        var at = open;
        while (at < text.Length)
        {
            if (StringText.StartsAt(text, at))
            {
                _ = StringText.TryRead(text, ref at, out _);
                continue;
            }

            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            at = text.AsSpan(at).StartsWith("//") ? LineEnd(text, at) : at + 1;
            if (depth == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    private static int LineEnd(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
}
