using System.Text;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions on text. Characters are Unicode code points.</summary>
internal static class Text
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("strlen", [Define.Of<string, long>(v => CodePoints.Count(v))]) { TakesAnythingAsText = true },
        new("string_size", [Define.Of<string, long>(v => Encoding.UTF8.GetByteCount(v))]),
        new("tolower", [Define.Of<string, string>(v => v.ToLowerInvariant())]),
        new("toupper", [Define.Of<string, string>(v => v.ToUpperInvariant())]),
        new("reverse", [Define.Of<string, string>(CodePoints.Reverse)]) { TakesAnythingAsText = true },
        new("strcat", [Define.Many<string, string>(Joined)]) { TakesAnythingAsText = true },
        new("strcat_delim", [Define.Many<string, string>(v => Joined(v[0], v[1..]))]) { TakesAnythingAsText = true },
        new("strcmp", [Define.Of<string, string, long>((a, b) => Math.Sign(string.CompareOrdinal(a, b)))]),
        new("strrep", [Define.Of<string, long, string>((v, count) => Repeated(v, count, "")), Define.Of<string, long, string, string>(Repeated)]) { TakesAnythingAsText = true, Nulls = "at most 1,024 times" },
        new("substring", [Define.Of<string, long, string>((v, start) => Part(v, start, long.MaxValue)), Define.Of<string, long, long, string>(Part)]) { TakesAnythingAsText = true },
        new("indexof", [.. TextSearch.Arities.Select(count => TextSearch.Overload(count, TextSearch.IndexOf))]) { TakesAnythingAsText = true, Nulls = "null of a length or an occurrence that makes no sense" },
        new("replace_string", [Define.Of<string, string, string, string>(Replaced)]) { TakesAnythingAsText = true },
        new("replace_strings", [Define.Of<string, Dynamic, Dynamic, string>(Replaced)]),
        new("split", [Define.Of<string, string, Dynamic>(Split), Define.Of<string, string, long, Dynamic>((v, by, index) => Picked(Split(v, by), index)!)]),
        new("translate", [Define.Of<string, string, string, string>(Translated)]),
        new("isascii", [Define.Of<string, bool>(v => Ascii.IsValid(v))]),
        new("isutf8", [Define.Of<string, bool>(v => !v.EnumerateRunes().Contains(Rune.ReplacementChar) || v.Contains('\uFFFD'))]),
        new("unicode_codepoints_from_string", [Define.Of<string, Dynamic>(v => new DynamicArray([.. v.EnumerateRunes().Select(r => Dynamic.Of((long)r.Value))]))]) { Aliases = ["to_utf8"] },
        new("has_any_index", [Define.Of<string, Dynamic, long>((v, terms) => FirstTerm(v, terms))]) { Nulls = "-1 where none is there" },
        new("unicode_codepoints_to_string", [Define.DynamicsToText(FromCodePoints)]) { Aliases = ["make_string"], TakesAnythingAsDynamic = true },
    ];

    private static long FirstTerm(string text, Dynamic terms)
        => Items(terms).Select((term, i) => (term, i)).Where(t => t.term is not null && Terms.Has(text, t.term.Text, StringComparison.OrdinalIgnoreCase)).Select(t => (long)t.i).DefaultIfEmpty(-1).First();

    private static string Repeated(string text, long count, string delimiter) => Joined(delimiter, [.. Enumerable.Repeat(text, (int)Math.Clamp(count, 0, 1024))]);

    private static string Joined(string[] texts)
    {
        Growth.Text(texts.Sum(t => (long)t.Length));
        return string.Concat(texts);
    }

    /// <summary>The texts one after the other, with a delimiter between them.</summary>
    public static string Joined(string delimiter, string[] texts)
    {
        Growth.Text(texts.Sum(t => (long)t.Length) + ((long)delimiter.Length * texts.Length));
        return string.Join(delimiter, texts);
    }

    // A start below zero counts from the end; a length below zero takes nothing.
    private static string Part(string text, long start, long length)
    {
        var from = CodePoints.Offset(text, (int)Math.Clamp(start < 0 ? CodePoints.Count(text) + start : start, 0, int.MaxValue));
        var rest = text[from..];
        return length >= rest.Length ? rest : rest[..CodePoints.Offset(rest, (int)Math.Max(0, length))];
    }

    /// <summary>The text with each occurrence of another exchanged; nothing occurs as "".</summary>
    public static string Replaced(string text, string lookup, string rewrite)
    {
        if (lookup.Length == 0)
        {
            return text;
        }

        Growth.Text((long)text.Length / lookup.Length * Math.Max(lookup.Length, rewrite.Length));
        return text.Replace(lookup, rewrite, StringComparison.Ordinal);
    }

    // What is to become something else than text stays, and is not looked at again.
    private static string Replaced(string text, Dynamic lookups, Dynamic rewrites)
        => Replaced(text, [.. Items(lookups).Zip(Items(rewrites)).Where(pair => pair.First is DynamicScalar<string> { Value.Length: > 0 }).Select(pair => (pair.First!.Text, pair.Second is DynamicScalar<string> { Value: var to } ? to : pair.First.Text))], 0);

    // An earlier lookup wins, and what it put in is not looked at again.
    private static string Replaced(string text, List<(string From, string To)> pairs, int index)
        => index >= pairs.Count ? text : Joined(pairs[index].To, [.. text.Split(pairs[index].From).Select(part => Replaced(part, pairs, index + 1))]);

    private static IReadOnlyList<Dynamic?> Items(Dynamic value) => value is DynamicArray array ? array.Items : [value];

    private static DynamicArray Split(string text, string delimiter)
        => new([.. (delimiter.Length == 0 ? [text] : text.Split(delimiter)).Select(Dynamic.Of)]);

    private static DynamicArray? Picked(DynamicArray parts, long index) => DynamicPath.At(parts, index) is { } part && index >= 0 ? new([part]) : null;

    private static string Translated(string from, string to, string text)
        => to.Length == 0 ? text : string.Concat(text.Select(c => from.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? to[Math.Min(i, to.Length - 1)] : c));

    private static string FromCodePoints(Dynamic?[] values)
    {
        var text = new StringBuilder();
        foreach (var item in values.SelectMany(v => v is DynamicArray array ? array.Items : [v]))
        {
            _ = item is DynamicScalar<long> { Value: >= 0 and <= 0x10FFFF and var code } && Rune.IsValid((int)code) ? text.Append(new Rune((int)code).ToString()) : text;
        }

        return text.ToString();
    }
}
