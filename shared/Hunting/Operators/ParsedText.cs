using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Text taken out of text, as the type of its column.</summary>
internal static class ParsedText
{
    public static bool TryRead(ScalarType type, string text, out object? value)
    {
        value = text;
        return type is ScalarType.String || (LiteralText.TryRead(type, text.AsSpan().Trim().TrimStart('+'), out value) && value is not null);
    }
}
