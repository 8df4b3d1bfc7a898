using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>naabu's three outputs, of our own making. The hub took the files at 14:10.</summary>
public sealed class NaabuTests
{
    private const string Line = """{"ip":"45.9.9.9","timestamp":"2026-07-18T13:40:00.000000000Z","port":80,"protocol":"tcp","tls":false}""";

    [Theory]
    [InlineData(Line + "\n" + Line + "\r\n", "45.9.9.9 tcp/80")] // the same port twice
    [InlineData("""{"host":"a.example","ip":"45.9.9.9","port":53,"protocol":"udp","tls":false,"timestamp":"2026-07-18T13:40:00.123456789Z"}""", "45.9.9.9 udp/53 at 07-18T13:40:00.123")]
    [InlineData("""{"host":"45.9.9.9","port":80,"timestamp":"2026-07-18T13:40:00Z"}""", "45.9.9.9 tcp/80")] // scanned by address, no protocol in old versions
    [InlineData("""{"ip":"45.9.9.9","port":{"Port":443,"Protocol":0,"TLS":true},"timestamp":"2026-07-18T13:40:00Z"}""", "45.9.9.9 tcp/443")]
    [InlineData("""{"ip":"45.9.9.9","port":{"Port":53,"Protocol":1,"TLS":false},"timestamp":"2026-07-18T13:40:00Z"}""", "45.9.9.9 udp/53")]
    [InlineData("""{"ip":"45.9.9.9","port":{"port":53,"protocol":"udp"},"timestamp":"2026-07-18T13:40:00Z"}""", "45.9.9.9 udp/53")]
    [InlineData("""{"ip":"45.9.9.9","port":22,"protocol":"tcp","name":"ssh","timestamp":"2026-07-18T13:40:00Z"}""", "45.9.9.9 tcp/22 ssh")]
    [InlineData("""{"ip":"45.9.9.9","port":22,"protocol":"tcp"}""", "45.9.9.9 tcp/22 at 07-18T14:10:00")] // without a time, when the hub took it
    [InlineData("""{"ip":"45.9.9.9","port":0,"protocol":"","tls":false,"timestamp":"2026-07-18T13:40:00Z"}""", "1 no-ports")] // discovered, not scanned
    [InlineData("""{"ip":"45.9.9.9","port":0,"protocol":"tcp","timestamp":"2026-07-18T13:40:00Z"}""", "1 InvalidField")]
    [InlineData("""{"ip":"45.9.9.9","port":-1,"protocol":"tcp","timestamp":"2026-07-18T13:40:00Z"}""", "1 InvalidField")]
    [InlineData("""{"ip":"45.9.9.9","protocol":"tcp","port":null,"timestamp":"2026-07-18T13:40:00Z"}""", "1 MissingField")]
    [InlineData("""{"host":"a.example","port":80,"protocol":"tcp","timestamp":"2026-07-18T13:40:00Z"}""", "1 MissingField")]
    [InlineData("""{"ip":"45.9.9","port":80,"protocol":"tcp","timestamp":"2026-07-18T13:40:00Z"}""", "1 InvalidField")]
    [InlineData("""{"ip":"45.9.9.9","port":80,"protocol":"tcp","timestamp":"13:40"}""", "1 InvalidTimestamp")]
    [InlineData("""{"ip":"172.29.0.3","port":80,"protocol":"tcp","timestamp":"2026-07-18T13:40:00Z"}""", "1 scan-of-inside")]
    [InlineData(Line + "\n{\"ip\":\"45.9.9.9\",\"timest", "45.9.9.9 tcp/80; 1 Truncated")]
    public void a_json_line_is_an_open_port(string body, string expected) => Assert.Equal(expected, Read(body));

    [Theory]
    [InlineData("45.9.9.9:80\r\n[2a00:1450:4001::200e]:443\r\n", "45.9.9.9 tcp/80 at 07-18T14:10:00; 2a00:1450:4001::200e tcp/443 at 07-18T14:10:00")]
    [InlineData("45.9.9.9:443 [cloudflare]\n2a00:1450:4001::200e:443", "45.9.9.9 tcp/443 at 07-18T14:10:00; 2a00:1450:4001::200e tcp/443 at 07-18T14:10:00")] // it writes IPv6 without brackets
    [InlineData("45.9.9.9:80\n[INF] Found 1 ports on host 45.9.9.9\na.example:80\n45.9.9.9:99999\n10.0.0.1:80\n", "45.9.9.9 tcp/80 at 07-18T14:10:00; 1 kind-not-read; 1 scan-of-inside; 2 InvalidField")]
    public void a_plain_line_is_an_open_port_at_the_files_time(string body, string expected) => Assert.Equal(expected, Read(body));

    [Fact]
    public void the_property_gives_plain_lines_their_time() => Assert.Equal("45.9.9.9 tcp/80", Read("45.9.9.9:80\n", ("observedAt", Stamp)));

    [Fact]
    public void a_property_that_is_no_time_is_not_passed_over() => Assert.Equal("1 InvalidTimestamp", Read("45.9.9.9:80\n", ("observedAt", "noon")));

    [Theory]
    [InlineData("45.9.9.9,45.9.9.9,80,tcp,false,false,,2026-07-18 13:40:00.000000001 +0000 UTC", "45.9.9.9 tcp/80")]
    [InlineData("a.example,45.9.9.9,80,tcp,false,false,\"a, b\",2026-07-18 13:40:00 +0000 UTC m=+1.5", "45.9.9.9 tcp/80")]
    [InlineData("45.9.9.9,,53,udp,false,false,,2026-07-18T13:40:00Z", "45.9.9.9 udp/53")]
    [InlineData("45.9.9.9,45.9.9.9,0,tcp,false,false,,2026-07-18T13:40:00Z", "1 no-ports")]
    [InlineData("45.9.9.9,45.9.9.9,80,tcp,false,false,,2026", "1 InvalidTimestamp")]
    [InlineData("45.9.9.9,45.9.9.9,80,tc", "1 Truncated")]
    [InlineData("45.9.9.9,45.9.9.9,80,tcp\n", "1 InvalidField")]
    [InlineData("a.example,,80,tcp,false,false,,2026-07-18T13:40:00Z", "1 InvalidField")]
    public void a_row_under_a_header_is_an_open_port(string row, string expected) =>
        Assert.Equal(expected, Read("host,ip,port,protocol,tls,cdn,cdn-name,timestamp\r\n" + row));

    [Fact]
    public void an_empty_file_found_nothing() => Assert.Equal("", Read("naabu", ""));
}
