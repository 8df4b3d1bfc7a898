namespace ExposurePipeline.Hunting.Functions;

/// <summary>has, contains, startswith, endswith and their like: the plain ones ignore case, the _cs ones do not.</summary>
internal static class TextOperators
{
    public static IEnumerable<ScalarFunction> All =>
    [
        .. Pair("contains", (text, part, how) => text.Contains(part, how)),
        .. Pair("startswith", (text, part, how) => text.StartsWith(part, how)),
        .. Pair("endswith", (text, part, how) => text.EndsWith(part, how)),
        .. Pair("has", Terms.Has),
        .. Pair("hasprefix", Terms.HasPrefix),
        .. Pair("hassuffix", Terms.HasSuffix),
        new("=~", [Define.Of<string, string, bool>((a, b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase))]),
        new("!~", [Define.Of<string, string, bool>((a, b) => !string.Equals(a, b, StringComparison.OrdinalIgnoreCase))]),
    ];

    private static IEnumerable<ScalarFunction> Pair(string name, Func<string, string, StringComparison, bool> holds) =>
    [
        Operator(name, holds, StringComparison.OrdinalIgnoreCase, negated: false), Operator("!" + name, holds, StringComparison.OrdinalIgnoreCase, negated: true),
        Operator(name + "_cs", holds, StringComparison.Ordinal, negated: false), Operator("!" + name + "_cs", holds, StringComparison.Ordinal, negated: true),
    ];

    private static ScalarFunction Operator(string name, Func<string, string, StringComparison, bool> holds, StringComparison how, bool negated)
        => new(name, [Define.Of<string, string, bool>((text, part) => holds(text, part, how) != negated)]);
}
