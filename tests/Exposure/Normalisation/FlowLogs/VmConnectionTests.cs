using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.FlowLogs;

/// <summary>Azure Monitor's VMConnection rows.</summary>
public sealed class VmConnectionTests
{
    private const string Ends = """ "TimeGenerated":"2026-07-18T13:40:00.868Z","Computer":"WEB01.corp.example.","ProcessName":"nginx","SourceIp":"45.9.9.9","DestinationIp":"10.0.0.5","RemoteIp":"45.9.9.9" """;
    private const string Seen = "web01.corp.example Tcp 10.0.0.5:443 from 45.9.9.9";

    [Theory]
    [InlineData(Seen, """ "Direction":"inbound","DestinationPort":443,"Protocol":"tcp","LinksEstablished":1 """)]
    [InlineData(Seen, """ "Direction":"inbound","DestinationPort":443,"Protocol":"tcp","LinksLive":1 """)] // established before this minute
    [InlineData(Seen, """ "Direction":"inbound","DestinationPort":443,"Protocol":"tcp","LinksTerminated":2 """)]
    [InlineData(Seen, """ "Direction":"Inbound","DestinationPort":"443","Protocol":"TCP","LinksEstablished":"1" """)]
    [InlineData("not-completed", """ "Direction":"inbound","DestinationPort":443,"Protocol":"tcp","LinksFailed":3 """)]
    [InlineData("not-completed", """ "Direction":"inbound","DestinationPort":443,"Protocol":"tcp","LinksEstablished":0 """)]
    [InlineData("web01.corp.example Udp 10.0.0.5:53 from 45.9.9.9", """ "Direction":"inbound","DestinationPort":53,"Protocol":"udp","BytesSent":120,"BytesReceived":60 """)]
    [InlineData("not-completed", """ "Direction":"inbound","DestinationPort":53,"Protocol":"udp","BytesReceived":60 """)]
    [InlineData("outbound", """ "Direction":"outbound","DestinationPort":443,"Protocol":"tcp","LinksEstablished":1 """)]
    [InlineData("transport-not-read", """ "Direction":"inbound","DestinationPort":0,"Protocol":"icmp" """)]
    [InlineData("InvalidField", """ "Direction":"inbound","DestinationPort":-443,"Protocol":"tcp","LinksEstablished":1 """)]
    [InlineData("InvalidField", """ "Direction":"eingehend","DestinationPort":443,"Protocol":"tcp","LinksEstablished":1 """)]
    [InlineData("MissingField", """ "Direction":"inbound","Protocol":"tcp","LinksEstablished":1 """)]
    [InlineData("MissingField", """ "DestinationPort":443,"Protocol":"tcp","LinksEstablished":1 """)]
    public void a_row_counts_when_a_link_was_established_inbound(string outcome, string rest) => Assert.Equal(outcome, Flows.Outcome(Row(rest), "azure-vmconnection"));

    [Theory]
    [InlineData("{0}")]
    [InlineData("[{0}]")]
    [InlineData("{{\"records\":[{0}]}}")]
    [InlineData("{0}\r\n")]
    public void rows_come_bare_in_arrays_and_in_records(string wrapper) =>
        Assert.Equal(Seen, Flows.Outcome(string.Format(null, wrapper, Row(""" "Direction":"inbound","DestinationPort":443,"Protocol":"tcp","LinksLive":1 """)), "azure-vmconnection"));

    [Fact]
    public void other_tables_of_the_same_export_are_no_connections()
    {
        var row = Row(""" "Direction":"inbound","DestinationPort":443,"Protocol":"tcp","LinksLive":1 """);
        Assert.Equal((1, 1, 0), Flows.Count(Normalising.Read(row + "\n" + row.Replace("VMConnection", "VMBoundPort", StringComparison.Ordinal))));
    }

    private static string Row(string rest) => $$"""{ {{Ends}},{{rest}},"Type":"VMConnection"}""";
}
