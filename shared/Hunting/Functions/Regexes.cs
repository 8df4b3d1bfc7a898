using System.Text.RegularExpressions;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions on regular expressions. A pattern is read once a query, and matched once a stored value.</summary>
internal static class Regexes
{
    private const string Special = @"\.+*?()|[]{}^$#&-~";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("matches regex", [Using(p => Define.Of<string, string, bool>((text, regex) => p[regex].Regex.IsMatch(text)))]) { IsOperator = true, Check = PatternAt(1) },
        new("extract",
        [
            Using(p => Define.Of<string, long, string, string>((regex, group, text) => Captured(p[regex].Regex.Match(text), (int)group))),
        ]) { Special = BindExtract, Check = PatternAt(0), Shape = "(regex: string, group: long, source: string [, typeof(T)]): string or T", Nulls = "no match gives \"\" or null" },
        new("extract_all",
        [
            Using(p => Define.Of<string, string, Dynamic>((regex, text) => Matches(p[regex], null, text)!)),
            Using(p => Define.Of<string, Dynamic, string, Dynamic>((regex, groups, text) => Matches(p[regex], groups, text)!)),
        ]) { Aliases = ["extractall"], Check = CheckGroups, Nulls = "no match gives null" },
        new("regex_quote", [Define.Of<string, string>(v => string.Concat(v.Select(c => Special.Contains(c) ? $"\\{c}" : c.ToString())))]),
        new("replace_regex", [Using(p => Define.Of<string, string, string, string>((text, regex, rewrite) => Replace(p[regex], text, rewrite)))]) { Check = PatternAt(1) },
        new("replace", [Using(p => Define.Of<string, string, string, string>((regex, rewrite, text) => Replace(p[regex], text, rewrite)))]) { Check = PatternAt(0) },
        new("trim", [Trim(start: true, end: true)]) { Check = PatternAt(0) },
        new("trim_start", [Trim(start: true, end: false)]) { Check = PatternAt(0) },
        new("trim_end", [Trim(start: false, end: true)]) { Check = PatternAt(0) },
        new("indexof_regex", [.. TextSearch.Arities.Select(count => Using(p => TextSearch.Overload(count, (text, regex, from, to, occurrence) => TextSearch.IndexOf(p[regex].Regex, text, from, to, occurrence))))])
            { Check = PatternAt(1), Nulls = "null of a start or an occurrence that makes no sense" },
        new("countof", [Define.Of<string, string, long>(TextSearch.Count), Using(p => Define.Of<string, string, string, long>((text, part, kind) => kind == "regex" ? p[part].Regex.Count(text) : TextSearch.Count(text, part)))])
            { Check = CheckCounted },
    ];

    // The overload's shape comes from a cache nobody uses; each run of it takes the query's own.
    private static Overload Using(Func<PatternCache, Overload> define)
        => define(new PatternCache()) with { Implementation = (args, length, context) => define(PatternCache.Of(context)).Implementation(args, length, context) };

    private static Action<CallSite> PatternAt(int argument) => site => Read(site, argument);

    private static Pattern? Read(CallSite site, int argument)
        => site.KnownValue(argument) is string text ? Pattern.TryRead(text, out var problem) ?? throw site.Refused(problem) : null;

    private static void CheckGroups(CallSite site)
    {
        if (Read(site, 0) is { Groups: 0 })
        {
            throw site.Refused("the regular expression needs a group to capture");
        }
    }

    private static void CheckCounted(CallSite site)
    {
        switch (site.KnownValue(2))
        {
            case "regex": _ = Read(site, 1); break;
            case null or "normal": break;
            default: throw site.Refused("the kind is 'normal' or 'regex'");
        }
    }

    // extract(…, typeof(long)) converts what it finds.
    private static BoundExpression? BindExtract(CallSite site)
    {
        if (site.Arguments.Length != 4 || site.ConstantValue(3) is not string name || !ScalarTypes.TryRead(name, out var type))
        {
            return null;
        }

        var text = FunctionBinder.TryBind(site.Function, site with { Arguments = site.Arguments[..3] });
        return text is null || type is ScalarType.String ? text : FunctionBinder.TryBind(FunctionTable.Find("to" + type.Name())!, site with { Arguments = [text] });
    }

    private static string Captured(Match match, int group) => match.Success ? match.Groups[group].Value : "";

    // One group gives its texts, several give an array of them for each match.
    private static DynamicArray? Matches(Pattern pattern, Dynamic? wanted, string text)
    {
        var groups = wanted is DynamicArray chosen ? [.. chosen.Items.Select(g => Number(pattern, g))] : Enumerable.Range(1, pattern.Groups).ToArray();
        var found = pattern.Regex.Matches(text).Select(match => Captures(match, groups)).ToArray();
        return found.Length == 0 ? null : new(found);
    }

    private static int Number(Pattern pattern, Dynamic? group) => group is DynamicScalar<long> { Value: var number } ? (int)number : pattern.NumberOf(group?.Text ?? "");

    private static Dynamic Captures(Match match, int[] groups)
    {
        var texts = Array.ConvertAll(groups, g => Dynamic.Of(Captured(match, g)));
        return texts.Length == 1 ? texts[0] : new DynamicArray(texts);
    }

    private static string Replace(Pattern pattern, string text, string rewrite)
    {
        if (pattern.Literal is { Length: > 0 } literal && !rewrite.Contains('\\'))
        {
            return Text.Replaced(text, literal, rewrite);
        }

        var length = 0L;
        return pattern.Regex.Replace(text, match =>
        {
            var written = Pattern.Rewrite(match, rewrite);
            Growth.Text(length += written.Length);
            return written;
        });
    }

    // One match at either end is cut, and only one.
    private static Overload Trim(bool start, bool end) => Using(p => Define.Of<string, string, string>((regex, text) =>
    {
        var cut = start ? p[regex].AtStart.Match(text).Length : 0;
        var rest = text[cut..];
        return end && p[regex].AtEnd.Match(rest) is { Success: true } tail ? rest[..tail.Index] : rest;
    }));
}
