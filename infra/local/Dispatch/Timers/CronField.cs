using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ExposurePipeline.Local.Dispatch.Timers;

/// <summary>One field of an NCRONTAB expression: the set of values it allows.</summary>
/// <param name="bits">Bit n stands for value n.</param>
internal readonly struct CronField(ulong bits)
{
    /// <summary>Whether a value is allowed.</summary>
    public bool Allows(int value) => (bits & (1UL << value)) != 0;

    /// <summary>Reads lists of <c>*</c>, <c>a</c>, <c>a-b</c>, each with an optional step <c>/n</c>; names stand for numbers from <paramref name="min"/>.</summary>
    public static bool TryParse(string text, int min, int max, string[] names, out CronField field, [NotNullWhen(false)] out string? problem)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            if (!TryParsePart(part, min, max, names, ref bits))
            {
                field = default;
                problem = $"'{part}' is no value, range or step from {min} to {max}";
                return false;
            }
        }

        field = new(bits);
        problem = null;
        return true;
    }

    private static bool TryParsePart(string part, int min, int max, string[] names, ref ulong bits)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var step = 1;
        if (slash >= 0 && (!int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step == 0))
            return false;
        if (!TryParseRange(slash < 0 ? part : part[..slash], slash >= 0, min, max, names, out var from, out var to))
            return false;
        for (var value = from; value <= to; value += step)
            bits |= 1UL << value;
        return true;
    }

    private static bool TryParseRange(string text, bool stepped, int min, int max, string[] names, out int from, out int to)
    {
        (from, to) = (min, max);
        if (text == "*")
            return true;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (!TryParseValue(dash < 0 ? text : text[..dash], min, max, names, out from))
            return false;
        if (dash >= 0)
            return TryParseValue(text[(dash + 1)..], min, max, names, out to) && from <= to;
        to = stepped ? max : from; // NCRONTAB: "5/10" begins at 5
        return true;
    }

    private static bool TryParseValue(string text, int min, int max, string[] names, out int value)
    {
        value = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) + min;
        return value >= min
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);
    }
}
