using System.Globalization;
using ExposurePipeline.Local.Dispatch.Timers;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 * * * * *", "2026-01-15T12:00:00", "2026-01-15T12:01:00")] // strictly after
    [InlineData("0 * * * * *", "2026-01-15T11:59:59.9", "2026-01-15T12:00:00")]
    [InlineData("30 * * * * *", "2026-01-15T12:00:00", "2026-01-15T12:00:30")]
    [InlineData("0 */5 * * * *", "2026-01-15T12:01:00", "2026-01-15T12:05:00")]
    [InlineData("0 3/20 * * * *", "2026-01-15T12:24:00", "2026-01-15T12:43:00")] // a step counts from its start
    [InlineData("0 10-20/5 * * * *", "2026-01-15T12:16:00", "2026-01-15T12:20:00")]
    [InlineData("0 0,15,45 * * * *", "2026-01-15T12:15:00", "2026-01-15T12:45:00")]
    [InlineData("0 30 9 * * 1-5", "2026-01-16T10:00:00", "2026-01-19T09:30:00")] // over a weekend
    [InlineData("0 30 9 * * MON-FRI", "2026-01-16T10:00:00", "2026-01-19T09:30:00")]
    [InlineData("0 0 0 1 JAN *", "2026-01-15T12:00:00", "2027-01-01T00:00:00")]
    [InlineData("0 0 0 31 * *", "2026-01-31T00:00:00", "2026-03-31T00:00:00")] // February has none
    [InlineData("0 0 0 29 2 *", "2026-01-15T12:00:00", "2028-02-29T00:00:00")] // leap year
    [InlineData("0 0 0 13 * 5", "2026-01-15T12:00:00", "2026-02-13T00:00:00")] // NCRONTAB: day and weekday both have to fit
    [InlineData("*/10 * * * *", "2026-01-15T12:01:00", "2026-01-15T12:10:00")] // five fields: second 0
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    [InlineData("00:05:00", "2026-01-15T12:01:30", "2026-01-15T12:06:30")] // an interval counts from the run before
    [InlineData("1.00:00:00", "2026-01-15T12:01:30", "2026-01-16T12:01:30")]
    public void the_next_run_is(string schedule, string after, string expected) => Assert.Equal(Utc(expected), Parse(schedule).Next(Utc(after)));

    [Fact]
    public void a_day_that_never_comes_has_no_next_run() => Assert.Null(Parse("0 0 0 31 2 *").Next(Utc("2026-01-15T12:00:00")));

    [Theory]
    [InlineData("* * * *")] // too few
    [InlineData("* * * * * * *")] // too many
    [InlineData("60 * * * * *")] // no such second
    [InlineData("* * 24 * * *")]
    [InlineData("* * * 0 * *")] // days count from 1
    [InlineData("* * * * 13 *")]
    [InlineData("* * * * * 7")]
    [InlineData("*/0 * * * * *")] // would never step
    [InlineData("5-3 * * * * *")] // runs backwards
    [InlineData("a * * * * *")]
    [InlineData(", * * * * *")]
    [InlineData("-00:05:00")]
    [InlineData("00:00:00")]
    [InlineData("12:xx")]
    [InlineData("")]
    public void nonsense_is_refused_with_a_reason(string schedule)
    {
        Assert.False(TimerSchedule.TryParse(schedule, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    private static TimerSchedule Parse(string text)
    {
        Assert.True(TimerSchedule.TryParse(text, out var schedule, out var problem), problem);
        return schedule;
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
