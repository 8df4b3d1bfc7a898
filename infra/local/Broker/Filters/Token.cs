namespace ExposurePipeline.Local.Broker.Filters;

internal enum TokenKind
{
    End,
    Word,
    QuotedName,
    Text,
    Number,
    Symbol,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">A word or symbol as written; a name or text without its quotes.</param>
/// <param name="Position">Where it starts, from 1.</param>
/// <param name="Value">A number's value: <see cref="long"/> or <see cref="double"/>.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, object? Value = null)
{
    /// <summary>Keywords have no case.</summary>
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public string Shown => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
