using System.Globalization;

namespace ExposurePipeline.Hunting.Values;

/// <summary>The text between the parentheses of a typed literal: <c>datetime(…)</c>, <c>time(…)</c>, <c>real(…)</c>.</summary>
internal static class LiteralText
{
    /// <summary>Reads a value, null for <c>null</c>; false when the text is no value of the type.</summary>
    public static bool TryRead(ScalarType type, ReadOnlySpan<char> text, out object? value)
    {
        value = null;
        if (text is "null")
        {
            return true;
        }

        value = type switch
        {
            ScalarType.Bool => bool.TryParse(text, out var v) ? v : text is "1" ? true : text is "0" ? false : null,
            ScalarType.DateTime => DateTimeText.TryParse(Unquoted(text), out var v) ? v : null,
            ScalarType.TimeSpan => TimeSpanText.TryParse(Unquoted(text), out var v) ? v : null,
            ScalarType.Guid => Guid.TryParse(Unquoted(text), out var v) ? v : null,
            ScalarType.Int => TryLong(text, out var v) && v is >= int.MinValue and <= int.MaxValue ? (int)v : null,
            ScalarType.Long => TryLong(text, out var v) ? v : null,
            ScalarType.Real => TryReal(text, out var v) ? v : null,
            ScalarType.Decimal => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null,
            ScalarType.Dynamic => DynamicReader.TryRead(text, literal: true, out var v) ? v : null,
            _ => null,
        };
        return value is not null || (type is ScalarType.Dynamic && DynamicReader.TryRead(text, literal: true, out _));
    }

    public static bool TryLong(ReadOnlySpan<char> text, out long value)
    {
        var negative = text is ['-', ..];
        var digits = negative ? text[1..] : text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var read = long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
            value = negative ? unchecked(-value) : value;
            return read;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryReal(ReadOnlySpan<char> text, out double value)
    {
        value = text switch
        {
            "nan" or "NaN" => double.NaN,
            "inf" or "+inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => 0,
        };
        return value != 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> text)
        => text is ['"', .., '"'] or ['\'', .., '\''] ? text[1..^1] : text;
}
