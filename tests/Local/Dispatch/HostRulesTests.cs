using System.Globalization;
using ExposurePipeline.Local;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Settings;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

public sealed class HostRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 3, AfterExit.StayDown)]
    [InlineData(200, 3, AfterExit.Restart)] // the handler asked for it
    [InlineData(137, 3, AfterExit.GiveUp)] // third crash
    [InlineData(137, 4, AfterExit.Restart)]
    [InlineData(137, 0, AfterExit.Restart)] // no limit
    public void after_two_crashes_an_exit_leads_to(int exitCode, int limit, AfterExit expected)
    {
        var history = new RestartHistory(2, Noon);

        Assert.Equal(expected, history.Decide(exitCode, Noon.AddMinutes(29), limit, out _));
    }

    [Fact]
    public void half_an_hour_without_a_crash_forgets_earlier_ones()
    {
        var history = new RestartHistory(2, Noon);

        Assert.Equal(AfterExit.Restart, history.Decide(1, Noon.AddMinutes(30), 3, out var next));
        Assert.Equal(1, next.Crashes);
    }

    [Theory]
    [InlineData(0, 0.5, "00:00:01")]
    [InlineData(1, 0.5, "00:00:02")]
    [InlineData(3, 0.5, "00:00:08")]
    [InlineData(0, 0.0, "00:00:01")] // never below the minimum
    [InlineData(2, 0.0, "00:00:03.2")] // a fifth less
    [InlineData(60, 0.9, "00:05:00")] // never above the maximum, however many retries
    public void exponential_waits_grow_between_their_bounds(int retries, double chance, string expected)
    {
        var policy = new RetryPolicy
        {
            Strategy = "exponentialBackoff", MaxRetryCount = -1, MinimumInterval = TimeSpan.FromSeconds(1), MaximumInterval = TimeSpan.FromMinutes(5),
        };

        Assert.Equal(TimeSpan.Parse(expected, CultureInfo.InvariantCulture), policy.DelayAfter(retries, chance));
        Assert.True(policy.Allows(retries));
    }

    [Theory]
    [InlineData("%Hubs__Connections%", "connections")]
    [InlineData("%Hubs:Connections%", "connections")] // : and __ are the same
    [InlineData("%HUBS:connections%", "connections")]
    [InlineData("plain", "plain")]
    public void names_in_percent_signs_are_settings(string text, string expected) =>
        Assert.Equal(expected, new AppSettings(KeyValuePair.Create("Hubs__Connections", "connections")).Resolve(text, "test"));

    [Fact]
    public void a_missing_setting_is_named_with_the_function_that_wants_it()
    {
        var fault = Assert.Throws<SetupException>(() => new AppSettings().Resolve("%Hubs:Nope%", "Function F"));

        Assert.Equal("Function F refers to setting 'Hubs:Nope', which has no value.", fault.Message);
    }

    [Fact]
    public void later_settings_win_and_empty_ones_do_not_count()
    {
        var settings = new AppSettings([
            KeyValuePair.Create("EventHubs", "broker"), KeyValuePair.Create("EventHubs", ""),
            KeyValuePair.Create("Exposure:Window", "1"), KeyValuePair.Create("Exposure__Window", "2")]);

        Assert.Equal(("broker", "2"), (settings.Find("EventHubs"), settings.Values["Exposure__Window"]));
    }
}
