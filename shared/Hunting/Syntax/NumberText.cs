using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

/// <summary>Number and timespan literals.</summary>
internal static class NumberText
{
    /// <summary>Reads the literal and moves past it. No type: a name that starts with digits. No value: it does not fit.</summary>
    public static (ScalarType? Type, object? Value) Read(string text, ref int at)
    {
        var start = at;
        if (text[at] == '0' && at + 1 < text.Length && text[at + 1] is 'x' or 'X')
        {
            at = Skip(text, at + 2, char.IsAsciiHexDigit);
            return (ScalarType.Long, LiteralText.TryLong(text.AsSpan(start, at - start), out var hex) ? hex : null);
        }

        var isReal = SkipDecimal(text, ref at);
        var unitEnd = Skip(text, at, c => char.IsLetterOrDigit(c) || c is '_');
        if (unitEnd > at)
        {
            return WithUnit(text, start, ref at, unitEnd);
        }

        var number = text.AsSpan(start, at - start);
        return isReal
            ? (ScalarType.Real, LiteralText.TryReal(number, out var real) ? real : null)
            : (ScalarType.Long, LiteralText.TryLong(number, out var whole) ? whole : null);
    }

    private static (ScalarType?, object?) WithUnit(string text, int start, ref int at, int unitEnd)
    {
        if (!TimeSpanText.IsUnit(text.AsSpan(at, unitEnd - at)))
        {
            at = start;
            return (null, null);
        }

        at = unitEnd;
        return (ScalarType.TimeSpan, TimeSpanText.TryParse(text.AsSpan(start, at - start), out var span) ? span : null);
    }

    // A second point is a range (1..5), and a letter after the point a path.
    private static bool SkipDecimal(string text, ref int at)
    {
        at = Skip(text, at, char.IsAsciiDigit);
        var fraction = at < text.Length && text[at] == '.' && !(at + 1 < text.Length && (char.IsLetter(text[at + 1]) || text[at + 1] is '.' or '_' or '['));
        at = fraction ? Skip(text, at + 1, char.IsAsciiDigit) : at;
        var exponent = at + 1 < text.Length && text[at] is 'e' or 'E' ? at + 1 : -1;
        exponent = exponent > 0 && text[exponent] is '+' or '-' ? exponent + 1 : exponent;
        if (exponent < 0 || exponent >= text.Length || !char.IsAsciiDigit(text[exponent]))
        {
            return fraction;
        }

        at = Skip(text, exponent, char.IsAsciiDigit);
        return true;
    }

    private static int Skip(string text, int at, Func<char, bool> accepts)
    {
        while (at < text.Length && accepts(text[at]))
        {
            at++;
        }

        return at;
    }
}
