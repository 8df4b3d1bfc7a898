namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions on text.</summary>
internal static class Text
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("strlen", [Define.Of<string, long>(v => v.Length)]),
        new("tolower", [Define.Of<string, string>(v => v.ToLowerInvariant())]) { Implies = ImpliedName.FirstArgument },
        new("toupper", [Define.Of<string, string>(v => v.ToUpperInvariant())]) { Implies = ImpliedName.FirstArgument },
        new("strcat", [Define.Many<string, string>(string.Concat)]),
    ];
}
