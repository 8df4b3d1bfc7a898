namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>
/// A subscription rule in Service Bus SQL: comparison, AND, OR, NOT, IN, LIKE with ESCAPE, IS NULL, EXISTS(), arithmetic, <c>sys.</c> and
/// <c>user.</c> scopes, quoted names, property(). Not read: parameters (<c>@x</c>), newid() and actions, each refused by name.
/// </summary>
internal sealed class SqlFilter : IFilter
{
    /// <summary>Service Bus allows 1,024 characters.</summary>
    public const int LongestText = 1024;

    private readonly Expression _condition;

    private SqlFilter(Expression condition) => _condition = condition;

    /// <summary>Reads a filter; on failure the problem names the position, from 1.</summary>
    public static bool TryParse(string text, out SqlFilter? filter, out string? problem)
    {
        filter = null;
        if (text.Length > LongestText)
        {
            problem = $"position {LongestText + 1}: a filter has at most {LongestText} characters, this one {text.Length}";
            return false;
        }

        if (!Tokenizer.TryRead(text, out var tokens, out problem) || new SqlParser(tokens).Parse(out problem) is not { } condition)
            return false;

        filter = new SqlFilter(condition);
        return true;
    }

    /// <summary>Unknown is no match.</summary>
    public bool Matches(FilterMessage message) => _condition.Evaluate(message) is true;
}

internal interface IFilter
{
    bool Matches(FilterMessage message);
}
