using System.Globalization;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Instants and durations: the query's own instant, their making, and their parts.</summary>
internal static class Times
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("now", []) { Special = BindNow, Shape = "([offset: timespan]): datetime" },
        new("ingestion_time", []) { Special = BindIngestion, Shape = "(): datetime", Nulls = "when the row was accepted, where its table knows; else its Timestamp; else null" },
        new("ago", []) { Special = BindAgo, Shape = "(before: timespan): datetime" },
        Part("getyear", v => v.Year), Part("monthofyear", v => v.Month) with { Aliases = ["getmonth"] }, Part("dayofmonth", v => v.Day), Part("dayofyear", v => v.DayOfYear),
        Part("hourofday", v => v.Hour), Part("week_of_year", ISOWeek.GetWeekOfYear) with { Aliases = ["weekofyear"] },
        new("dayofweek", [Define.Try<DateTime, TimeSpan>(DaysSinceSunday)]),
        new("make_datetime",
        [
            Define.Try<long, long, long, DateTime>((y, m, d) => Instant(y, m, d, 0, 0, 0)),
            Define.Try<long, long, long, long, long, DateTime>((y, m, d, h, min) => Instant(y, m, d, h, min, 0)),
            Define.Try<long, long, long, long, long, double, DateTime>((y, m, d, h, min, s) => Instant(y, m, d, h, min, s)),
            Define.Try<string, DateTime>(v => DateTimeText.TryParse(v, out var value) ? value : null), Define.Of<DateTime, DateTime>(v => v),
        ]) { Nulls = "null where there is no such instant" },
        new("make_timespan",
        [
            Define.Try<long, long, TimeSpan>((h, m) => Duration(0, h, m, 0)), Define.Try<long, long, double, TimeSpan>((h, m, s) => Duration(0, h, m, s)), Define.Try<long, long, long, double, TimeSpan>(Duration),
        ]) { Nulls = "null where a part is out of its range" },
        .. new[] { ("seconds", TimeSpan.TicksPerSecond), ("milliseconds", TimeSpan.TicksPerMillisecond), ("microseconds", TimeSpan.TicksPerMicrosecond) }
            .Select(unit => new ScalarFunction($"unixtime_{unit.Item1}_todatetime", [Define.Try<double, DateTime>(v => SinceEpoch(v * unit.Item2)), Define.Try<long, DateTime>(v => SinceEpoch((Int128)v * unit.Item2))])),
        new("unixtime_nanoseconds_todatetime", [Define.Try<long, DateTime>(v => SinceEpoch((Int128)v / 100))]),
        new("datetime_list_timezones", [Define.Of(() => (Dynamic)new DynamicArray([.. TimeZones.Names.Select(Dynamic.Of)]))]),
        new("datetime_utc_to_local", [Define.Try<DateTime, string, DateTime>((v, zone) => TimeZones.ToLocal(v, zone))]) { Nulls = "null for a time zone that is not known" },
        new("datetime_local_to_utc", [Define.Try<DateTime, string, DateTime>((v, zone) => TimeZones.ToUtc(v, zone))]) { Nulls = "null for a time zone that is not known" },
    ];

    // Of the last week, which time itself cuts short, the real engine knows no day.
    private static TimeSpan? DaysSinceSunday(DateTime value)
        => value.Ticks <= DateTime.MaxValue.Ticks - ((7 - (int)value.DayOfWeek) * TimeSpan.TicksPerDay) ? TimeSpan.FromDays((int)value.DayOfWeek) : null;

    private static ScalarFunction Part(string name, Func<DateTime, int> part) => new(name, [Define.Of<DateTime, int>(part)]);

    private static BoundExpression? BindNow(CallSite site) => site.Arguments switch
    {
        [] => new Constant(ScalarType.DateTime, site.Context.Now),
        [{ Type: ScalarType.TimeSpan } offset] => Shifted("+", offset, site),
        _ => null,
    };

    // Events are stored as they arrive, so that an event's own time stands in where a table keeps no other.
    private static BoundExpression? BindIngestion(CallSite site)
    {
        var time = site.Rows.Find(Binding.Ingestion.Column) ?? site.Rows.Find("Timestamp");
        return site.Arguments.Length > 0 ? null : time?.Type is ScalarType.DateTime ? time : new Constant(ScalarType.DateTime, null);
    }

    private static BoundExpression? BindAgo(CallSite site)
        => site.Arguments is [{ Type: ScalarType.TimeSpan } before] ? Shifted("-", before, site) : null;

    private static BoundExpression? Shifted(string sign, BoundExpression by, CallSite site)
        => Binding.FunctionBinder.TryBind(FunctionTable.Find(sign)!, site with { Arguments = [new Constant(ScalarType.DateTime, site.Context.Now), by] });

    private static DateTime? Instant(long year, long month, long day, long hour, long minute, double second)
        => year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month) && Duration(0, hour, minute, second) is { } time
            ? new DateTime((int)year, (int)month, (int)day).Add(time)
            : null;

    private static TimeSpan? Duration(long days, long hours, long minutes, double seconds)
        => days is >= 0 and < 10_675_199 && hours is >= 0 and < 24 && minutes is >= 0 and < 60 && seconds is >= 0 and < 60
            ? new((days * TimeSpan.TicksPerDay) + (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute) + (long)Math.Round(seconds * TimeSpan.TicksPerSecond))
            : null;

    private static DateTime? SinceEpoch(Int128 ticks)
    {
        var instant = ticks + DateTime.UnixEpoch.Ticks;
        return instant >= 0 && instant <= DateTime.MaxValue.Ticks ? new DateTime((long)instant) : null;
    }

    private static DateTime? SinceEpoch(double ticks) => Math.Abs(ticks) < long.MaxValue ? SinceEpoch((Int128)ticks) : null;
}
