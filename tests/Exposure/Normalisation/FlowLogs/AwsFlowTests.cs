using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.FlowLogs;

/// <summary>AWS VPC flow logs: what counts as completed, and the many orders and wrappings of their fields.</summary>
public sealed class AwsFlowTests
{
    private const string Format = "aws-vpc-flow";
    private const string Start = "2 123456789012 eni-0aaaaaaaaaaaaaaaa";
    private const string Ssh = $"{Start} 45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 1784382060 ACCEPT OK";
    private const string Seen = "10.0.0.5 Tcp 22 from 45.9.9.9";

    [Theory]
    [InlineData(Seen, "45.9.9.9 10.0.0.5 50641 22 6 20 4249", "ACCEPT OK")] // data came, so the connection was completed
    [InlineData(Seen, "10.0.0.5 45.9.9.9 22 50641 6 18 9000", "ACCEPT OK")] // the server's half
    [InlineData("10.0.0.5 Udp 53 from 45.9.9.9", "10.0.0.5 45.9.9.9 53 50641 17 1 120", "ACCEPT OK")] // an answer
    [InlineData("not-completed", "45.9.9.9 10.0.0.5 50641 53 17 1 73", "ACCEPT OK")]
    [InlineData("not-completed", "45.9.9.9 10.0.0.5 50641 22 6 1 44", "ACCEPT OK")] // a SYN that the security group let through
    [InlineData("not-completed", "45.9.9.9 10.0.0.5 50641 22 6 6 360", "ACCEPT OK")] // and its repetitions
    [InlineData("not-completed", "10.0.0.5 45.9.9.9 22 50641 6 3 120", "ACCEPT OK")] // refusals
    [InlineData("not-completed", "45.9.9.9 10.0.0.5 50641 22 6 20 4249", "REJECT OK")]
    [InlineData("outbound", "10.0.0.5 45.9.9.9 50641 443 6 20 4249", "ACCEPT OK")]
    [InlineData("outbound", "45.9.9.9 10.0.0.5 443 50641 6 20 90000", "ACCEPT OK")] // what the device asked for
    [InlineData("direction-unknown", "45.9.9.9 10.0.0.5 50641 47808 6 20 4249", "ACCEPT OK")]
    [InlineData("direction-unknown", "45.9.9.9 9.9.9.9 50641 22 6 20 4249", "ACCEPT OK")] // which of the two is ours?
    [InlineData("direction-unknown", "10.0.0.5 45.9.9.9 123 123 17 1 76", "ACCEPT OK")]
    [InlineData("remote-not-internet", "10.0.0.9 10.0.0.5 50641 22 6 20 4249", "ACCEPT OK")]
    [InlineData("transport-not-read", "45.9.9.9 10.0.0.5 0 0 1 4 336", "ACCEPT OK")]
    [InlineData("no-data", "- - - - - - -", "- NODATA")]
    [InlineData("no-data", "- - - - - - -", "- SKIPDATA")]
    [InlineData("InvalidField", "45.9.9 10.0.0.5 50641 22 6 20 4249", "ACCEPT OK")]
    [InlineData("InvalidField", "45.9.9.9 10.0.0.5 50641 -22 6 20 4249", "ACCEPT OK")]
    [InlineData("InvalidField", "45.9.9.9 10.0.0.5 50641 65536 6 20 4249", "ACCEPT OK")]
    [InlineData("MissingField", "45.9.9.9 10.0.0.5 - 22 6 20 4249", "ACCEPT OK")]
    [InlineData("MissingField", "- 10.0.0.5 50641 22 6 20 4249", "ACCEPT OK")]
    public void a_default_record_counts_when_data_shows_the_connection(string outcome, string flow, string end) =>
        Assert.Equal(outcome, Flows.Outcome($"{Start} {flow} 1784382000 1784382060 {end}", Format));

    [Theory]
    [InlineData("not-completed", "45.9.9.9 10.0.0.5 25238 8080 8 568 ingress 2")] // SYN seen, nothing answered
    [InlineData("i-0abc Tcp 10.0.0.5:8080 from 45.9.9.9", "45.9.9.9 10.0.0.5 25238 8080 5 412 ingress 3")] // SYN to FIN; the SYN tells who opened
    [InlineData("not-completed", "45.9.9.9 10.0.0.5 25238 8080 1 40 ingress 3")] // a scanner's odd packet
    [InlineData("i-0abc Tcp 10.0.0.5:8080 from 45.9.9.9", "10.0.0.5 45.9.9.9 8080 25238 1 44 egress 18")] // SYN-ACK
    [InlineData("i-0abc Tcp 10.0.0.5:50051 from 45.9.9.9", "10.0.0.5 45.9.9.9 50051 50641 8 3000 egress 19")]
    [InlineData("outbound", "45.9.9.9 10.0.0.5 8443 25238 9 5000 ingress 19")] // the stranger answered
    [InlineData("outbound", "10.0.0.5 45.9.9.9 25238 8443 9 900 egress 3")]
    [InlineData("not-completed", "10.0.0.5 45.9.9.9 22 50641 3 120 egress 4")] // RST
    [InlineData("i-0abc Tcp 10.0.0.5:22 from 45.9.9.9", "45.9.9.9 10.0.0.5 50641 22 20 4249 ingress 0")] // the middle of a connection
    [InlineData("not-completed", "45.9.9.9 10.0.0.5 50641 22 1 40 ingress 1")] // a FIN scan
    [InlineData("direction-unknown", "45.9.9.9 10.0.0.5 50641 47808 20 4249 ingress 0")]
    [InlineData("InvalidField", "45.9.9.9 10.0.0.5 50641 53 20 4249 egress 0")] // shifted columns: no stranger leaves our interface inwards
    public void flags_and_direction_are_used_where_they_are_logged(string outcome, string flow) => Assert.Equal(
        outcome, Flows.Outcome($"srcaddr dstaddr srcport dstport packets bytes flow-direction tcp-flags protocol action start end instance-id\n{flow} 6 ACCEPT 1784382000 1784382060 i-0abc\n", Format));

    [Theory]
    [InlineData("${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${action}")]
    [InlineData("srcaddr,dstaddr,srcport,dstport,protocol,packets,bytes,start,action")]
    [InlineData("srcAddr dstAddr srcPort dstPort protocol packets bytes start action")]
    public void the_event_may_tell_the_order_of_fields(string fields)
    {
        var raw = Normalising.Event($"45.9.9.9 10.0.0.5 50641 22 6 20 4249 {Flows.Seconds} ACCEPT", Format) with
        {
            Properties = new(new Dictionary<string, string> { [EventProperties.Fields] = fields }),
        };
        Assert.Equal(Seen, Flows.Outcome(Normalising.Read(raw)));
    }

    [Theory]
    [InlineData("account_id,action,bytes,dstaddr,dstport,end,log_status,packets,protocol,srcaddr,srcport,start\n1,ACCEPT,4249,10.0.0.5,22,1784382060,OK,20,6,45.9.9.9,50641,1784382000")]
    [InlineData("action\tbytes\tdstaddr\tdstport\tpackets\tprotocol\tsrcaddr\tsrcport\tstart\r\nACCEPT\t4249\t10.0.0.5\t22\t20\t6\t45.9.9.9\t50641\t1784382000\r\n")]
    [InlineData("5 1 eni-1 10.0.7.7 10.0.0.5 50641 22 6 20 4249 1784382000 1784382060 ACCEPT OK vpc-1 subnet-1 - 0 IPv4 45.9.9.9 10.0.0.5 eu-west-1 euw1-az3 - - - - ingress -")] // the packet's own source
    [InlineData("7 1 - 45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 1784382060 ACCEPT OK - - - - - - - - - - - - - ingress - arn:aws:ecs:x:1:cluster/c c")] // a later version goes on behind
    [InlineData("3 1 eni-1 45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 1784382060 ACCEPT OK vpc-1 subnet-1")]
    [InlineData("""{"version":2,"srcaddr":"45.9.9.9","dstaddr":"10.0.0.5","srcport":50641,"dstport":22,"protocol":6,"packets":20,"bytes":4249,"start":1784382000,"end":1784382060,"action":"ACCEPT","log_status":"OK"}""")]
    [InlineData("""[{"srcaddr":"45.9.9.9","dstaddr":"10.0.0.5","srcport":50641.0,"dstport":22.0,"protocol":6.0,"packets":20.0,"bytes":4249.0,"start":1784382000,"action":"ACCEPT","log-status":"OK","traffic-path":null}]""")]
    [InlineData("""{"srcAddr":"45.9.9.9","dstAddr":"10.0.0.5","srcPort":"50641","dstPort":"22","protocol":"6","packets":"20","bytes":"4249","start":"1784382000","action":"ACCEPT","logStatus":"OK"}""")]
    [InlineData("""{"message":"LINE","logStreamName":"eni-0aaaaaaaaaaaaaaaa-all"}""")]
    [InlineData("""{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"flows","logStream":"eni-1-all","logEvents":[{"id":"1","timestamp":1784382000000,"message":"LINE"}]}""")]
    [InlineData("""{"events":[{"logStreamName":"eni-1-all","timestamp":1784382000000,"message":"LINE\n"}],"searchedLogStreams":[]}""")]
    [InlineData("""{"message":"{\"srcaddr\":\"45.9.9.9\",\"dstaddr\":\"10.0.0.5\",\"srcport\":50641,\"dstport\":22,\"protocol\":6,\"packets\":20,\"bytes\":4249,\"start\":1784382000,\"action\":\"ACCEPT\"}"}""")]
    public void fields_are_found_by_name_in_every_wrapping(string body)
    {
        var raw = Normalising.Event(body.Replace("LINE", Ssh, StringComparison.Ordinal), body.Contains("\\\"srcaddr", StringComparison.Ordinal) ? Format : null);
        Assert.Equal(raw.Format ?? Format, EventReaders.For(raw.Body.Span)?.Format ?? Format);
        Assert.Equal(Seen, Flows.Outcome(Normalising.Read(raw)));
    }

    [Fact]
    public void concatenated_files_and_messages_are_read_through()
    {
        const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
        const string Other = "srcaddr dstaddr srcport dstport protocol packets bytes start action";
        var file = $"{Header}\n{Ssh}\n{Other}\r\n45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 ACCEPT\r\n45.9.9.9 10.0.0.5 50641 22 6 2";
        Assert.Equal((2, 0, 1), Flows.Count(Normalising.Read(file)));

        var message = $$"""{"messageType":"DATA_MESSAGE","logEvents":[{"message":{{JsonSerializer.Serialize(Ssh)}}},{"message":"CWL"}]}""";
        Assert.Equal((2, 1, 2), Flows.Count(Normalising.Read(message + message + """{"messageType":"CONTROL_MESSAGE","logEvents":[{"message":"CWL CONTROL MESSAGE"}]}""")));
    }

    [Fact]
    public void an_order_that_nobody_told_is_never_guessed() =>
        Assert.Equal("MissingField", Flows.Outcome(Normalising.Read(Normalising.Event("i-1 45.9.9.9 10.0.0.5 eni-1 50641 22 6 20 4249 1784382000 ACCEPT OK", Format))));
}
