using System.Globalization;

namespace ExposurePipeline.Hunting.Values;

/// <summary>Reads instants; text without an offset is UTC, a number alone is a year.</summary>
internal static class DateTimeText
{
    private static readonly string[] Shortened = ["yyyy", "yyyy-MM", "yyyyMMdd", "yyyyMMddHHmmss", "M.d.yyyy", "M.d.yyyy H:m:s"];

    public static bool TryParse(ReadOnlySpan<char> text, out DateTime value)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        text = text.Trim();
        var read = DateTime.TryParseExact(text, Shortened, CultureInfo.InvariantCulture, Styles, out value)
            || (HasDate(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles | DateTimeStyles.NoCurrentDateDefault, out value));
        value = new DateTime(value.Ticks);
        return read;
    }

    // A time of day alone is no instant, and the framework would complete it with today's date.
    private static bool HasDate(ReadOnlySpan<char> text)
        => text.Length >= 6 && (text.ContainsAny('-', '/') || text.Contains(' ')) && text.ContainsAnyInRange('0', '9');
}
