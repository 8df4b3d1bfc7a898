using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

internal enum TokenKind
{
    End,
    Identifier,
    Literal,
    Punctuation,
}

/// <summary>A word of the query; <paramref name="Value"/> and <paramref name="Type"/> belong to literals.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, ScalarType Type = default, object? Value = null)
{
    public bool Is(string text) => Kind is TokenKind.Punctuation or TokenKind.Identifier && Text == text;

    public bool IsIdentifier => Kind is TokenKind.Identifier;

    public bool IsString => Kind is TokenKind.Literal && Type is ScalarType.String;

    public string Shown => Kind is TokenKind.End ? "the end of the query" : $"'{Text}'";
}
