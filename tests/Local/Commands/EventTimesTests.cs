using System.Globalization;
using System.Text;
using ExposurePipeline.Local.Telemetry;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

public sealed class EventTimesTests
{
    [Theory]
    [InlineData("""{"Timestamp":"2026-07-18T13:58:42.666487Z"}""", "2026-07-18T13:58:42.666487Z")]
    [InlineData("""{"time": "2026-07-18T14:00:54Z","properties":{"Timestamp":"2026-07-18T13:58:42Z"}}""", "2026-07-18T14:00:54Z")] // the newest
    [InlineData("""{"timestamp":"1785522037"}""", "2026-07-31T18:20:37Z")] // masscan: text
    [InlineData("""{"timestamp": 1785522037}""", "2026-07-31T18:20:37Z")]
    [InlineData("""<nmaprun start="1396104416"><host starttime="1396104416" endtime="1396104420"/>""", "2014-03-29T14:47:00Z")]
    [InlineData("""<finished time="1396104421" timestr="x"/>""", "2014-03-29T14:47:01Z")]
    [InlineData("""{"AdditionalFields":"{\"Timestamp\":\"2030-01-01T00:00:00Z\"}"}""", null)] // not the event's own
    [InlineData("""{"InitiatingProcessCreationTime":"2026-07-18T13:58:42Z"}""", null)] // when a process began
    [InlineData("""{"Timestamp":"yesterday"}""", null)]
    public void the_newest_event_time_is(string body, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), EventTimes.Newest(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(
        """{"time":"2026-07-18T14:00:54Z","properties":{"Timestamp":"2026-07-18T13:58:42.666487Z"}}""",
        """{"time":"2026-07-18T15:00:54.0000000Z","properties":{"Timestamp":"2026-07-18T14:58:42.6664870Z"}}""")]
    [InlineData("""{"ip":"1.2.3.4","timestamp":"1785522037"}""", """{"ip":"1.2.3.4","timestamp":"1785525637"}""")]
    [InlineData("""<host starttime="1396104416" endtime="1396104420"><port portid="443"/>""", """<host starttime="1396108016" endtime="1396108020"><port portid="443"/>""")]
    [InlineData("""{"Timestamp":"2026-07-18T13:58:42Z","Dev""", """{"Timestamp":"2026-07-18T14:58:42.0000000Z","Dev""")] // corrupt stays corrupt
    [InlineData("nothing here", "nothing here")]
    public void an_hour_later_reads(string before, string after) =>
        Assert.Equal(after, Encoding.UTF8.GetString(EventTimes.Shift(Encoding.UTF8.GetBytes(before), TimeSpan.FromHours(1)).Span));

    [Fact]
    public void bytes_that_are_no_text_survive()
    {
        byte[] body = [0xFF, 0xFE, 0x00, 0x80, .. "\"Timestamp\":\"2026-07-18T13:58:42.0000000Z\""u8, 0xC3];

        Assert.Equal(body, EventTimes.Shift(EventTimes.Shift(body, TimeSpan.FromDays(3)).Span, TimeSpan.FromDays(-3)).ToArray());
    }
}
