using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>ZMap's outputs, of our own making. The hub took the files at 14:10.</summary>
public sealed class ZmapTests
{
    private const string Header = "saddr,sport,daddr,classification,success,repeat,cooldown,timestamp_str\n";

    [Theory]
    [InlineData("45.9.9.9,443,9.9.9.9,synack,1,0,0,2026-07-18T13:40:00.000-0000", "45.9.9.9 tcp/443")]
    [InlineData("45.9.9.9,443,9.9.9.9,synack,1,0,0,2026-07-18T15:40:00.000+0200\n45.9.9.9,443,9.9.9.9,synack,1,1,1,2026-07-18T13:40:00.000+0000\r\n", "45.9.9.9 tcp/443")]
    [InlineData("45.9.9.9,53,9.9.9.9,udp,1,0,0,2026-07-18T13:40:00.000+0000", "45.9.9.9 udp/53")]
    [InlineData("45.9.9.9,443,9.9.9.9,rst,0,0,0,2026-07-18T13:40:00.000+0000", "1 port-not-open")]
    [InlineData("45.9.9.9,443,9.9.9.9,rst,1,0,0,2026-07-18T13:40:00.000+0000", "1 port-not-open")] // success of a SYN-ACK scan: a reset
    [InlineData("45.9.9.9,,9.9.9.9,icmp-unreach,0,0,0,2026-07-18T13:40:00.000+0000", "1 port-not-open")]
    [InlineData("45.9.9.9,,9.9.9.9,echoreply,1,0,0,2026-07-18T13:40:00.000+0000", "1 kind-not-read")]
    [InlineData("45.9.9.9,443,9.9.9.9,novel,1,0,0,2026-07-18T13:40:00.000+0000", "1 InvalidField")]
    [InlineData("45.9.9.9,-1,9.9.9.9,synack,1,0,0,2026-07-18T13:40:00.000+0000", "1 InvalidField")]
    [InlineData("45.9.9.9,,9.9.9.9,synack,1,0,0,2026-07-18T13:40:00.000+0000", "1 MissingField")]
    [InlineData("45.9.9.9,443,9.9.9.9,synack,1,0,0,soon", "1 InvalidTimestamp")]
    [InlineData("10.9.9.9,443,9.9.9.9,synack,1,0,0,2026-07-18T13:40:00.000+0000", "1 scan-of-inside")]
    [InlineData("45.9.9.9,443,9.9.9.9,synack", "1 Truncated")]
    [InlineData("45.9.9.9,443,9.9.9.9,synack\n", "1 InvalidField")]
    [InlineData(",443,9.9.9.9,synack,1,0,0,2026-07-18T13:40:00.000+0000", "1 MissingField")]
    public void a_row_is_an_answer_of_its_source_port(string rows, string expected) => Assert.Equal(expected, Read(Header + rows));

    [Theory]
    [InlineData("classification,success,saddr,sport,timestamp_ts,timestamp_us\nsynack,1,45.9.9.9,80,1784382000,50000", "45.9.9.9 tcp/80 at 07-18T13:40:00.05")] // another order, another clock
    [InlineData("saddr,sport,udp_pkt_size,timestamp_ts\n45.9.9.9,53,40,1784382000", "45.9.9.9 udp/53")]
    [InlineData("saddr,data,sport,timestamp_ts\n45.9.9.9,\"a,\"\"b\",53,1784382000", "45.9.9.9 tcp/53")]
    [InlineData("saddr,sport,timestamp_ts\n45.9.9.9,80,1784382000\nsport,saddr,timestamp_ts\n81,45.9.9.9,1784382000\n", "45.9.9.9 tcp/80; 45.9.9.9 tcp/81")] // two files in one
    public void the_header_says_what_stands_where(string body, string expected) => Assert.Equal(expected, Read(body));

    [Theory]
    [InlineData("45.9.9.9\n45.9.9.10\n")]
    [InlineData("saddr\r\n45.9.9.9\r\n45.9.9.10")]
    public void addresses_alone_answered_on_the_port_of_the_property(string body)
    {
        Assert.Equal("45.9.9.9 tcp/80; 45.9.9.10 tcp/80", Read(body, ("port", "80"), ("observedAt", Stamp)));
        Assert.Equal("2 MissingField", Read(body));
    }

    [Fact]
    public void without_a_header_the_property_names_the_fields()
    {
        Assert.Equal("45.9.9.9 tcp/80", Read("zmap", "synack,45.9.9.9,80,1784382000\n", ("fields", "classification saddr sport timestamp_ts")));
        Assert.Contains("property 'fields'", Detail("synack,45.9.9.9,80,1784382000\n", "zmap"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"saddr":"45.9.9.9","sport":443,"classification":"synack","success":true,"timestamp_str":"2026-07-18T13:40:00.000+0000"}""", "45.9.9.9 tcp/443")]
    [InlineData("""{"saddr":"45.9.9.9","sport":53,"classification":"udp","success":1,"timestamp_ts":1784382000}""", "45.9.9.9 udp/53")]
    [InlineData("""{"saddr":"45.9.9.9","sport":443,"classification":"rst","success":false}""", "1 port-not-open")]
    [InlineData("""{"saddr":"45.9.9","sport":443}""", "1 InvalidField")]
    [InlineData("""{"saddr":"45.9.9.9","sport":4""", "1 Truncated")]
    public void a_json_line_is_read_like_a_row(string body, string expected) => Assert.Equal(expected, Read(body));
}
