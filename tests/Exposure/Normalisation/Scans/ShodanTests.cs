using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>Shodan's objects, of our own making.</summary>
public sealed class ShodanTests
{
    private const string Time = "2026-07-18T13:40:00.000000"; // without zone: UTC
    private const string Banner = $$"""{"hash":1,"timestamp":"{{Time}}","ip":755566857,"ip_str":"45.9.9.9","port":443,"transport":"tcp","_shodan":{"module":"https"},"data":"HTTP/1.1 200 OK"}""";

    [Theory]
    [InlineData(Banner, "45.9.9.9 tcp/443 https")]
    [InlineData(Banner + "\n\r\n" + """{"timestamp":"2026-07-18T13:40:00.000000","ip_str":"45.9.9.9","port":53,"transport":"udp","location":{"city":"Z\u00fcrich"}}""" + "\r\n", "45.9.9.9 tcp/443 https; 45.9.9.9 udp/53")]
    [InlineData($$"""{"matches":[{{Banner}}],"total":1}""", "45.9.9.9 tcp/443 https")]
    [InlineData("""{"matches":[],"total":0}""", "1 no-ports")]
    [InlineData($$"""{"ip_str":"45.9.9.9","last_update":"{{Time}}","ports":[443,22],"data":[{{Banner}},{"port":22,"timestamp":"{{Time}}"}]}""", "45.9.9.9 tcp/443 https; 45.9.9.9 tcp/22")] // the second has the host's address, and old banners no transport
    [InlineData($$"""[{{Banner}},{{Banner}}]""", "45.9.9.9 tcp/443 https")]
    [InlineData($$"""{{Banner}}{{Banner}}""", "45.9.9.9 tcp/443 https")]
    public void a_banner_is_an_answer_wherever_it_stands(string body, string expected) => Assert.Equal(expected, Read(body));

    [Theory]
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","ip":4948465046514652,"port":80,"timestamp":"2026-07-18T13:40:00"}""", "45.9.9.9 tcp/80")] // the number overflows and contradicts the text
    [InlineData("""{"_shodan":{},"ip":755567881,"port":80,"timestamp":"2026-07-18T13:40:00"}""", "45.9.13.9 tcp/80")] // the number alone
    [InlineData("""{"_shodan":{},"ip":4948465046514652,"port":80,"timestamp":"2026-07-18T13:40:00"}""", "1 MissingField")]
    [InlineData("""{"_shodan":{},"ip_str":"2a00:1450:4001::200e","ip":null,"ipv6":"x","port":"80","timestamp":"2026-07-18T13:40:00"}""", "2a00:1450:4001::200e tcp/80")]
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9","port":80,"timestamp":"2026-07-18T13:40:00"}""", "1 InvalidField")]
    [InlineData("""{"_shodan":{},"ip_str":"10.2.3.4","port":80,"timestamp":"2026-07-18T13:40:00"}""", "1 scan-of-inside")]
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","port":-1,"timestamp":"2026-07-18T13:40:00"}""", "1 InvalidField")]
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","port":65536,"timestamp":"2026-07-18T13:40:00"}""", "1 InvalidField")]
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","timestamp":"2026-07-18T13:40:00"}""", "1 MissingField")]
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","port":80}""", "1 InvalidTimestamp")] // an archive is older than its delivery
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","port":80,"timestamp":"yesterday"}""", "1 InvalidTimestamp")]
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","port":80,"timestamp":"2019-07-18T13:40:00"}""", "1 TimestampTooOld")] // history=true
    [InlineData("""{"_shodan":{},"ip_str":"45.9.9.9","port":80,"transport":"sctp","timestamp":"2026-07-18T13:40:00"}""", "1 transport-not-read")]
    [InlineData("""{"ip_str":"45.9.9.9","ports":[22,80],"last_update":"2026-07-18T13:40:00"}""", "1 MissingField")] // minify=true: no transport, no time
    [InlineData("""{"ip_str":null,"error":"No information available for that IP."}""", "1 no-data")]
    [InlineData($$"""{"ip_str":"45.9.9.9","data":[{{Banner}},7]}""", "45.9.9.9 tcp/443 https; 1 InvalidField")]
    [InlineData($$"""{"matches":[{{Banner}},{"ip_""", "45.9.9.9 tcp/443 https; 1 Truncated")]
    [InlineData($$"""{"matches":[{{Banner}},""", "45.9.9.9 tcp/443 https; 1 Truncated")]
    [InlineData("{\n  \"total\": 1,\n  \"matches\": [\n    " + Banner + ",\n    {\n      \"ip_str\": ", "45.9.9.9 tcp/443 https; 1 Truncated")]
    [InlineData("{\"matches\": [\n" + Banner + ",\n{\"ip_str\":", "45.9.9.9 tcp/443 https; 1 Truncated")]
    [InlineData("{\"matches\": [\n" + Banner + ",\n{\"ip_str\":null}\n], \"total\": 2}\n", "45.9.9.9 tcp/443 https; 1 MissingField")]
    [InlineData("""{"ip_str":"45.9.9.9","tags":["a"],"data":[{"port":22,"timestamp":"2026-07-18T13:40:00"},{"port":23,"timesta""", "45.9.9.9 tcp/22; 1 Truncated")]
    [InlineData("""{"matches":[{"ip_str":"45.9.9.9","data":[{"port":22,"timestamp":"2026-07-18T13:40:00"},{"po""", "45.9.9.9 tcp/22; 1 Truncated")]
    [InlineData("""{"ip_str":"45.9.9.9","tags":["a","b""", "1 Truncated")]
    [InlineData(Banner + "\n{\"hash\":2,\"timestamp\":\"2026-07-1", "45.9.9.9 tcp/443 https; 1 Truncated")]
    public void what_a_banner_says_is_taken_or_set_aside_with_its_reason(string body, string expected) => Assert.Equal(expected, Read(body));

    [Fact]
    public void a_banner_whose_page_fills_the_head_is_recognised() =>
        Assert.Equal("shodan", FormatsOf($$$"""{"hash":1,"asn":"AS1","http":{"html":"{{{new string('x', 5000)}}}"},"ip_str":"45.9.9.9","port":80}"""[..4096]));

    [Fact]
    public void the_property_gives_the_time_that_an_archive_does_not() =>
        Assert.Equal("45.9.9.9 tcp/80", Read("""{"ip_str":"45.9.9.9","port":80}""", ("observedAt", Stamp)));
}
