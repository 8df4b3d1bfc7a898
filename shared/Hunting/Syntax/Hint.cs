namespace ExposurePipeline.Hunting.Syntax;

/// <summary>What somebody may have meant who wrote what the language does not have.</summary>
internal static class Hint
{
    private static readonly string[] Comparisons = ["asc", "desc", "contains", "startswith", "endswith", "has", "has_any", "between", "matches", "in", "and", "or"];

    /// <summary>"; …", or nothing.</summary>
    /// <param name="found">Where reading stopped.</param>
    /// <param name="before">What stands before it.</param>
    /// <param name="operators">The tabular operators, where one could have begun.</param>
    public static string For(Token found, Token before, IReadOnlyCollection<string> operators) => found.Text switch
    {
        _ when found.Kind is TokenKind.End or TokenKind.Literal => "",
        "=" => "; '==' compares",
        "&" => "; write 'and'",
        "|" when before.End == found.Start => "; write 'or'",
        "|" => "; two '|' stand side by side",
        "!" => "; write not(…)",
        "." => "; commands that begin with a dot are no queries",
        "is" => "; isnull() and isempty() ask for missing values",
        "like" => "; 'contains', 'has' and 'matches regex' look into text",
        var word when operators.Contains(word) => $"; a '|' is missing before '{word}'",
        var word when found.IsIdentifier => Suggestion.For(word, Comparisons.Concat(operators)),
        _ => "",
    };
}
