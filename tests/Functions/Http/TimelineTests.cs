using ExposurePipeline.Exposure.Events;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.Answers;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class TimelineTests
{
    private readonly Answers answers = new();

    [Fact]
    public async Task it_tells_newest_first_what_happened_and_all_evidence_in_force_or_not()
    {
        await answers.At(Now.AddDays(-3)).ObserveAsync(Device("web"), Connection(Now.AddDays(-3), 443));
        await answers.At(Now).ObserveAsync(Device("web"), Connection(Now.AddMinutes(-10)));
        await answers.ObserveAsync(Device("web"), new DeviceOffboarded(Now.AddMinutes(-1)));

        var timeline = await answers.TimelineAsync("web");

        Assert.Equal("web", timeline.GetProperty("deviceId").GetString());
        Assert.Equal((Now.AddDays(-30), Now), (timeline.GetProperty("from").GetDateTimeOffset(), timeline.GetProperty("to").GetDateTimeOffset()));
        Assert.Equal("recommendation recommendation recommendation offboarded removed added evidence removed added evidence recommendation", timeline.Each("kind"));
        Assert.Equal(["3389", "443"], timeline.GetProperty("evidence").EnumerateArray().Select(e => e.GetProperty("localPort").ToString())); // neither is in force
        var times = timeline.GetProperty("value").EnumerateArray().Select(e => e.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public async Task what_is_older_than_history_is_left_out()
    {
        await answers.At(Now.AddDays(-31)).ObserveAsync(Device("web"), Connection(Now.AddDays(-31)));

        var timeline = await answers.At(Now).TimelineAsync("web");

        Assert.Equal((0, 0), (timeline.GetProperty("value").GetArrayLength(), timeline.GetProperty("evidence").GetArrayLength()));
    }

    [Fact]
    public async Task pages_follow_each_other()
    {
        await answers.ObserveAsync(Device("web"), Connection(Now.AddMinutes(-10)));
        var all = (await answers.TimelineAsync("web")).Each("kind").Split(' ');

        Assert.Equal(all[..1], (await answers.TimelineAsync("web", "$top=1")).Each("kind").Split(' '));
        Assert.Equal(all[1..], (await answers.TimelineAsync("web", "$skip=1")).Each("kind").Split(' '));
        Assert.False((await answers.TimelineAsync("web", "$top=1")).TryGetProperty("@odata.nextLink", out _)); // the client cut it
    }

    [Fact]
    public async Task more_than_a_page_has_a_link_to_the_next()
    {
        for (var minutes = 1010; minutes > 0; minutes--)
        {
            await answers.ObserveAsync(Device("web"), new DeviceOffboarded(Now.AddMinutes(-minutes)) { By = "ann" });
        }

        Assert.Equal("http://here/api/x?$skip=1000", Uri.UnescapeDataString((await answers.TimelineAsync("web")).GetProperty("@odata.nextLink").GetString()!));
        Assert.Equal(10, (await answers.TimelineAsync("web", "$skip=1000")).GetProperty("value").GetArrayLength());
    }

    [Theory]
    [InlineData("nobody", "", "id")]
    [InlineData("web", "$filter=kind eq 'added'", "$filter")] // only pages are offered
    [InlineData("web", "$top=-1", "$top")]
    public async Task a_wrong_question_is_refused(string id, string query, string target)
    {
        await answers.ObserveAsync(Device("web"), Connection(Now));

        Assert.Equal(target, (await answers.TimelineAsync(id, query)).GetProperty("error").GetProperty("target").GetString());
    }
}
