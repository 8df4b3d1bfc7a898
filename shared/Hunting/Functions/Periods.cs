using System.Globalization;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Years, months, weeks and days: where they start and end, adding and counting them. Weeks start on Sunday.</summary>
internal static class Periods
{
    private static readonly string[] Names = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];

    private static readonly string[] Bounded = ["year", "month", "week", "day"];

    public static IEnumerable<ScalarFunction> All =>
    [
        .. Bounded.SelectMany(period => new[] { Bound("startof", period, Start), Bound("endof", period, End) }),
        new("datetime_add", [Define.Try<string, long, DateTime, DateTime>(Added)]) { Check = CheckPeriod, Nulls = "null where there is no such instant" },
        new("datetime_diff", [Define.Try<string, DateTime, DateTime, long>((period, later, earlier) => Index(period, later) - Index(period, earlier))]) { Check = CheckPeriod },
        new("datetime_part", [Define.Try<string, DateTime, int>(Part)]) { Aliases = ["datepart"], Check = CheckPart },
        new("around", [Define.Of<DateTime, DateTime, TimeSpan, bool>((v, center, distance) => v >= center - distance && v <= center + distance), Define.Of<TimeSpan, TimeSpan, TimeSpan, bool>((v, center, distance) => v >= center - distance && v <= center + distance), Define.Of<double, double, double, bool>((v, center, distance) => v >= center - distance && v <= center + distance)]),
    ];

    private static ScalarFunction Bound(string prefix, string period, Func<string, DateTime, long, DateTime?> bound) => new(prefix + period,
        [Define.Try<DateTime, DateTime>(v => bound(period, v, 0)), Define.Try<DateTime, long, DateTime>((v, offset) => bound(period, v, offset))]);

    private static DateTime? Start(string period, DateTime value, long offset) => Added(period, offset, period switch
    {
        "year" => new(value.Year, 1, 1),
        "month" => new(value.Year, value.Month, 1),
        "week" => new(Math.Max(0, value.Date.Ticks - ((int)value.DayOfWeek * TimeSpan.TicksPerDay))),
        _ => value.Date,
    });

    // The last tick before the next one; time itself ends with the year 9999.
    private static DateTime? End(string period, DateTime value, long offset)
        => Start(period, value, offset) is { } start ? Added(period, 1, start) is { } next ? next.AddTicks(-1) : DateTime.MaxValue : null;

    private static DateTime? Added(string period, long count, DateTime value)
    {
        var months = Known(period) switch { "year" => 12, "quarter" => 3, "month" => 1, _ => 0 };
        if (months == 0)
        {
            var ticks = value.Ticks + (Known(period) is "nanosecond" ? (Int128)count / 100 : (Int128)count * Ticks(period));
            return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime((long)ticks) : null;
        }

        var month = (value.Year * 12L) + value.Month - 1 + ((Int128)count * months);
        return month >= 12 && month < 120_000 ? value.AddMonths((int)count * months) : null;
    }

    /// <summary>The number of a period since the beginning of time; the difference of two is how many boundaries lie between.</summary>
    private static long? Index(string period, DateTime value) => Known(period) switch
    {
        "year" => value.Year,
        "quarter" => (value.Year * 4L) + ((value.Month - 1) / 3),
        "month" => (value.Year * 12L) + value.Month,
        "week" => ((value.Ticks / TimeSpan.TicksPerDay) + 1) / 7,
        "nanosecond" => unchecked(value.Ticks * 100),
        null => null,
        _ => value.Ticks / Ticks(period),
    };

    private static int? Part(string part, DateTime value) => part.ToLowerInvariant() switch
    {
        "year" => value.Year,
        "quarter" => ((value.Month - 1) / 3) + 1,
        "month" => value.Month,
        "week_of_year" or "weekofyear" or "week" => ISOWeek.GetWeekOfYear(value),
        "day" => value.Day,
        "dayofyear" => value.DayOfYear,
        "hour" => value.Hour,
        "minute" => value.Minute,
        "second" => value.Second,
        "millisecond" => value.Millisecond,
        "microsecond" => (int)(value.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
        "nanosecond" => (int)(value.Ticks % TimeSpan.TicksPerSecond * 100),
        _ => null,
    };

    private static long Ticks(string period) => Known(period) switch
    {
        "week" => 7 * TimeSpan.TicksPerDay,
        "day" => TimeSpan.TicksPerDay,
        "hour" => TimeSpan.TicksPerHour,
        "minute" => TimeSpan.TicksPerMinute,
        "second" => TimeSpan.TicksPerSecond,
        "millisecond" => TimeSpan.TicksPerMillisecond,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    private static string? Known(string period) => Array.Find(Names, name => name.Equals(period, StringComparison.OrdinalIgnoreCase));

    private static void CheckPeriod(CallSite site)
    {
        if (site.KnownValue(0) is string period && Known(period) is null)
        {
            throw site.Refused($"'{period}' is no period; one of {string.Join(", ", Names)} is");
        }
    }

    private static void CheckPart(CallSite site)
    {
        if (site.KnownValue(0) is string part && Part(part, default) is null)
        {
            throw site.Refused($"a datetime has no part '{part}'");
        }
    }
}
