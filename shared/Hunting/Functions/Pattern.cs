using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using ExposurePipeline.Hunting.Execution;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>A regular expression, matched in time linear in the text.</summary>
internal sealed class Pattern
{
    private readonly Dictionary<string, int> names;

    private readonly Lazy<Regex> atStart;
    private readonly Lazy<Regex> atEnd;

    private Pattern(string text, string translated, Dictionary<string, int> names)
    {
        Literal = text.Length > 0 && text.All(IsPlain) ? text : null;
        Regex = Read(translated);
        atStart = new(() => Read($@"\A(?:{translated})"));
        atEnd = new(() => Read($@"(?:{translated})\z"));
        this.names = names;
    }

    public Regex Regex { get; }

    /// <summary>The one text that it matches; none where it has characters that may mean something.</summary>
    public string? Literal { get; }

    /// <summary>The same, only where a text begins.</summary>
    public Regex AtStart => atStart.Value;

    /// <summary>The same, only where a text ends.</summary>
    public Regex AtEnd => atEnd.Value;

    /// <summary>How many groups it captures.</summary>
    public int Groups => Regex.GetGroupNumbers().Length - 1;

    /// <summary>Reads a pattern; null, and why, where it is none of the language.</summary>
    public static Pattern? TryRead(string text, out string problem)
    {
        problem = "";
        try
        {
            var syntax = new RegexSyntax(text);
            return new(text, syntax.Translate(), syntax.Names);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or RegexSyntaxException)
        {
            // The framework tells of a malformed expression only by throwing.
            problem = $"'{text}' is no regular expression: {exception.Message}";
            return null;
        }
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is ':' or '/' or '_' or '-' or ' ' or ',' or '@' or '%' or '=' or '<' or '>';

    private static Regex Read(string translated) => new(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The number of a named group; -1 when there is none.</summary>
    public int NumberOf(string name) => names.GetValueOrDefault(name, -1);

    /// <summary>What a match puts in its place: \1 stands for the first group, \0 for the whole.</summary>
    public static string Rewrite(Match match, string rewrite)
    {
        if (!rewrite.Contains('\\'))
        {
            return rewrite;
        }

        var result = new StringBuilder();
        for (var i = 0; i < rewrite.Length; i++)
        {
            if (rewrite[i] != '\\' || i + 1 == rewrite.Length)
            {
                result.Append(rewrite[i]);
                continue;
            }

            i++;
            _ = char.IsAsciiDigit(rewrite[i]) ? result.Append(match.Groups[rewrite[i] - '0'].ValueSpan) : result.Append(rewrite[i]);
        }

        return result.ToString();
    }
}

/// <summary>A query's regular expressions, each read once. May be asked by several threads.</summary>
internal sealed class PatternCache
{
    private static readonly object Key = new();
    private readonly ConcurrentDictionary<string, Pattern> known = new(StringComparer.Ordinal);
    private Tuple<string, Pattern>? last;

    public static PatternCache Of(QueryContext context) => context.Once(Key, () => new PatternCache());

    public Pattern this[string text]
    {
        get
        {
            var asked = last;
            if (asked is null || !ReferenceEquals(text, asked.Item1))
            {
                last = asked = new(text, known.GetOrAdd(text, Read));
            }

            return asked.Item2;
        }
    }

    private static Pattern Read(string text) => Pattern.TryRead(text, out var problem) ?? throw QueryException.Refused(-1, problem);
}
