using System.Globalization;
using System.Text;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>
/// The patterns of format_datetime and format_timespan. They know digits and a few delimiters, no names of days or months:
/// <c>dddd</c> is the two digits of the day, twice.
/// </summary>
internal static class TimeFormat
{
    private const string Delimiters = " /-:,._[]";
    private static readonly string[] OfInstants = ["yyyy", "yy", "y", "MM", "M", "dd", "d", "HH", "H", "hh", "h", "mm", "m", "ss", "s", "tt", .. Fractions];
    private static readonly string[] OfDurations = ["dddddddd", "ddddddd", "dddddd", "ddddd", "dddd", "ddd", "dd", "d", "HH", "H", "hh", "h", "mm", "m", "ss", "s", .. Fractions];

    private static IEnumerable<string> Fractions => Enumerable.Range(1, 7).Reverse().SelectMany(n => new[] { new string('f', n), new string('F', n) });

    public static IEnumerable<ScalarFunction> All =>
    [
        new("format_datetime", [Define.Of<DateTime, string, string>((v, format) => Write(Parts(format, OfInstants), part => Part(v, part)))]) { Check = Checked(OfInstants), Nulls = "null becomes \"\"" },
        new("format_timespan", [Define.Of<TimeSpan, string, string>((v, format) => (v < TimeSpan.Zero ? "-" : "") + Write(Parts(format, OfDurations), part => Part(v.Duration(), part)))]) { Check = Checked(OfDurations), Nulls = "null becomes \"\"" },
    ];

    private static Action<CallSite> Checked(string[] known) => site =>
    {
        if (site.KnownValue(1) is string format && Parts(format, known).Find(part => Array.IndexOf(known, part) < 0 && !Delimiters.Contains(part, StringComparison.Ordinal)) is { } part)
        {
            throw site.Refused($"'{part}' has no meaning in a format; the delimiters are {Delimiters}");
        }
    };

    // The longest specifier that fits, then the next.
    private static List<string> Parts(string format, string[] known)
    {
        var parts = new List<string>();
        for (var at = 0; at < format.Length; at += parts[^1].Length)
        {
            parts.Add(Array.Find(known, part => string.CompareOrdinal(format, at, part, 0, part.Length) == 0) ?? format[at].ToString());
        }

        return parts;
    }

    private static string Write(List<string> parts, Func<string, string> write) => string.Concat(parts.Select(write));

    private static string Part(DateTime value, string part) => part switch
    {
        "yyyy" => Digits(value.Year, 4),
        "yy" or "y" => Digits(value.Year % 100, part.Length),
        "MM" or "M" => Digits(value.Month, part.Length),
        "dd" or "d" => Digits(value.Day, part.Length),
        "hh" or "h" => Digits((value.Hour + 11) % 12 + 1, part.Length),
        "tt" => value.Hour < 12 ? "AM" : "PM",
        _ => Part(value.TimeOfDay, part),
    };

    private static string Part(TimeSpan value, string part) => part[0] switch
    {
        'd' => Digits(value.Days, part.Length),
        'H' or 'h' => Digits(value.Hours, part.Length),
        'm' => Digits(value.Minutes, part.Length),
        's' => Digits(value.Seconds, part.Length),
        'f' => Fraction(value)[..part.Length],
        'F' => Fraction(value)[..part.Length].TrimEnd('0'),
        _ => part,
    };

    private static string Fraction(TimeSpan value) => Digits(value.Ticks % TimeSpan.TicksPerSecond, 7);

    private static string Digits(long value, int count) => value.ToString(new StringBuilder().Append('0', count).ToString(), CultureInfo.InvariantCulture);
}
