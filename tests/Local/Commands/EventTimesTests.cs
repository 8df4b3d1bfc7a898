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
    [InlineData("""{"ts":1575413096.052279,"uid":"C1"}""", "2019-12-03T22:44:56.052279Z")] // Zeek
    [InlineData("""{"ts":"2026-07-18T13:58:42.666487Z"}""", "2026-07-18T13:58:42.666487Z")]
    [InlineData("#fields\tts\tuid\n1379288667.706265\tC1\n", "2013-09-15T23:44:27.706265Z")] // Zeek, tab-separated
    [InlineData("""{"UtcTime":"2020-08-06 15:56:08.123","Hostname":"a"}""", "2020-08-06T15:56:08.123Z")] // Sysmon
    [InlineData("""{"EventTime":"2020-08-06 11:56:06","DestPort":"443"}""", "2020-08-06T11:56:06Z")]
    [InlineData("""<Event><System><TimeCreated SystemTime='2026-07-18T13:58:42.6664870Z'/></System><EventData><Data Name='UtcTime'>2026-07-18 13:58:41.100</Data>""", "2026-07-18T13:58:42.666487Z")]
    [InlineData("""{"TimeCreated":"\/Date(1619496456422)\/"}""", "2021-04-27T04:07:36.422Z")] // Windows PowerShell
    [InlineData("""{"timestamp":"2015-03-29T11:01:38.221126-0600","flow":{"start":"2015-03-29T11:01:37.000000-0600"}}""", "2015-03-29T17:01:38.221126Z")] // Suricata
    [InlineData("""{"timestamp":"2025-03-12T10:59:19.768166","ssl":{"cert":{"validity":{"start":"2025-01-01T00:00:00Z","end":"2035-01-01T00:00:00Z"}}}}""", "2025-03-12T10:59:19.768166Z")] // a certificate is no event
    [InlineData("""{"flowTuples":["1542110437,45.9.9.9,10.5.16.4,59752,18264,T,I,A,B,,,,"]}""", "2018-11-13T12:00:37Z")] // NSG
    [InlineData("""{"flowTuples":["1663146003599,45.9.9.9,10.0.0.6,23956,443,6,I,B,NX,0,0,0,0"]}""", "2022-09-14T09:00:03.599Z")] // VNet
    [InlineData("2 123456789010 eni-1 45.9.9.9 10.0.0.5 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK", "2014-12-14T04:07:50Z")] // AWS
    [InlineData("""{"jsonPayload":{"start_time":"2026-07-18T13:58:40.000000001Z","end_time":"2026-07-18T13:58:41Z"},"receiveTimestamp":"2026-07-18T13:58:49Z"}""", "2026-07-18T13:58:49Z")] // GCP
    [InlineData("""{"name":"sockets","unixTime":1484078931,"calendarTime":"Tue Jan 10 20:08:51 2017 UTC"}""", "2017-01-10T20:08:51Z")] // osquery
    [InlineData("""{"services":[{"observed_at":"2026-07-18T13:58:42.1Z"}]}""", "2026-07-18T13:58:42.1Z")] // Censys
    [InlineData("#masscan\nopen tcp 80 45.9.9.9 1390380064\n# end\n", "2014-01-22T08:41:04Z")]
    [InlineData("#Fields: date time action\r\n2005-04-11 08:05:57 OPEN TCP 45.9.9.9 10.0.0.5 1 2\r\n", "2005-04-11T08:05:57Z")] // Windows firewall
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
    [InlineData("#fields\tts\n1379288667.706265\tC1\t1379288667\n", "#fields\tts\n1379292267.706265\tC1\t1379288667\n")] // a count is no time
    [InlineData("""{"timestamp":"2015-03-29T11:01:38.221126-0600"}""", """{"timestamp":"2015-03-29T12:01:38.221126-0600"}""")] // the offset stays
    [InlineData("""{"UtcTime":"2020-08-06 15:56:08.123"}""", """{"UtcTime":"2020-08-06 16:56:08.123"}""")]
    [InlineData("""["1663146003599,45.9.9.9,10.0.0.6,23956,443,6,I,B,NX,0,0,0,0"]""", """["1663149603599,45.9.9.9,10.0.0.6,23956,443,6,I,B,NX,0,0,0,0"]""")]
    [InlineData("2 1 eni-1 45.9.9.9 10.0.0.5 1 22 6 20 4249 1418530010 1418530070 ACCEPT OK\n", "2 1 eni-1 45.9.9.9 10.0.0.5 1 22 6 20 4249 1418533610 1418533670 ACCEPT OK\n")]
    [InlineData("2005-04-11 08:05:57 OPEN TCP", "2005-04-11 09:05:57 OPEN TCP")]
    [InlineData("""{"TimeCreated":"\/Date(1619496456422)\/"}""", """{"TimeCreated":"\/Date(1619500056422)\/"}""")]
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
