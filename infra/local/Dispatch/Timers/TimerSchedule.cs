using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ExposurePipeline.Local.Dispatch.Timers;

/// <summary>When a timer runs, in UTC: a six-field NCRONTAB expression (five fields: second 0) or an interval such as <c>00:05:00</c>.</summary>
public sealed class TimerSchedule
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly (int Min, int Max, string[] Names)[] Ranges =
        [(0, 59, []), (0, 59, []), (0, 23, []), (1, 31, []), (1, 12, Months), (0, 6, Days)];

    // 29 February on a given weekday comes back after at most 40 years (1900 and 2100 are no leap years).
    private const int YearsAhead = 41;

    private readonly TimeSpan? _interval;
    private readonly CronField[] _fields = [];

    private TimerSchedule(TimeSpan interval) => _interval = interval;

    private TimerSchedule(CronField[] fields) => _fields = fields;

    /// <summary>Reads a schedule.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TimerSchedule? schedule, [NotNullWhen(false)] out string? problem)
    {
        schedule = null;
        if (text.Contains(':', StringComparison.Ordinal))
            return TryParseInterval(text, out schedule, out problem);
        var parts = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 5)
            parts = ["0", .. parts];
        if (parts.Length != Ranges.Length)
        {
            problem = $"'{text}' has {parts.Length} fields; second, minute, hour, day, month and weekday are expected";
            return false;
        }

        return TryParseFields(parts, out schedule, out problem);
    }

    /// <summary>The first run strictly after a moment; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (_interval is { } interval)
            return after + interval;
        var utc = after.UtcDateTime;
        var at = new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, DateTimeKind.Utc).AddSeconds(1);
        var last = at.Year + YearsAhead;
        while (at.Year <= last)
        {
            if (Skip(at) is not { } later)
                return at;
            at = later;
        }

        return null;
    }

    // Null when the moment fits; otherwise the earliest later moment that may.
    private DateTime? Skip(DateTime at) => at switch
    {
        _ when !_fields[4].Allows(at.Month) => new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1),
        _ when !_fields[3].Allows(at.Day) || !_fields[5].Allows((int)at.DayOfWeek) => at.Date.AddDays(1),
        _ when !_fields[2].Allows(at.Hour) => at.Date.AddHours(at.Hour + 1),
        _ when !_fields[1].Allows(at.Minute) => at.AddSeconds(-at.Second).AddMinutes(1),
        _ when !_fields[0].Allows(at.Second) => at.AddSeconds(1),
        _ => null,
    };

    private static bool TryParseInterval(string text, out TimerSchedule? schedule, out string? problem)
    {
        var valid = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero;
        schedule = valid ? new(interval) : null;
        problem = valid ? null : $"'{text}' is no positive interval, written [days.]hh:mm:ss";
        return valid;
    }

    private static bool TryParseFields(string[] parts, out TimerSchedule? schedule, out string? problem)
    {
        var fields = new CronField[Ranges.Length];
        schedule = null;
        for (var i = 0; i < fields.Length; i++)
        {
            var (min, max, names) = Ranges[i];
            if (!CronField.TryParse(parts[i], min, max, names, out fields[i], out problem))
                return false;
        }

        problem = null;
        schedule = new(fields);
        return true;
    }
}
