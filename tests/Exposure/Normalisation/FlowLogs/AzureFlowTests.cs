using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.FlowLogs;

/// <summary>Azure's flow logs: which tuples are completed inbound connections, and where tuples may stand.</summary>
public sealed class AzureFlowTests
{
    private const string Nsg = "azure-nsg-flow";
    private const string Vnet = "azure-vnet-flow";
    private const string Completed = "1784382000,45.9.9.9,10.0.0.5,35370,443,T,I,A,E,12,2600,10,8200";

    [Theory]
    [InlineData("10.0.0.5 Tcp 443 from 45.9.9.9", "T,I,A,E,12,2600,10,8200")]
    [InlineData("10.0.0.5 Tcp 443 from 45.9.9.9", "T,I,A,C,1021,588096,8005,4610880")]
    [InlineData("10.0.0.5 Tcp 443 from 45.9.9.9", "T,I,A,E,3,180,2,120")] // SYN, ACK, FIN; SYN-ACK, FIN: no data, but completed
    [InlineData("10.0.0.5 Udp 443 from 45.9.9.9", "U,I,A,C,1,99,1,167")]
    [InlineData("not-completed", "U,I,A,E,4,400,0,0")] // nobody answered
    [InlineData("not-completed", "T,I,A,E,3,198,0,0")] // SYNs in vain
    [InlineData("not-completed", "T,I,A,E,1,60,1,54")] // SYN and RST, or SYN-ACK and nothing more
    [InlineData("not-completed", "T,I,A,E,3,198,3,162")] // Windows tries a refused port three times
    [InlineData("not-completed", "T,I,A,E,1,60,5,300")] // SYN-ACKs to a forged source
    [InlineData("not-completed", "T,I,A,B,,,,")] // begun is allowed, not answered
    [InlineData("not-completed", "T,I,A")] // version 1: default SNAT ports log such tuples of machines nobody reaches
    [InlineData("not-completed", "T,I,D")]
    [InlineData("not-completed", "T,I,D,B,,,,")]
    [InlineData("outbound", "T,O,A,E,12,2600,10,8200")]
    [InlineData("transport-not-read", "1,I,B,NX,0,0,0,0")]
    public void a_tuple_counts_when_the_server_answered(string outcome, string rest)
    {
        var format = rest.StartsWith('1') ? Vnet : Nsg;
        Assert.Equal(outcome, Flows.Outcome($"1784382000,45.9.9.9,10.0.0.5,35370,443,{rest}", format));
    }

    [Theory]
    [InlineData("10.0.0.5 Tcp 22 from 45.9.9.9", "1784382000123,45.9.9.9,10.0.0.5,35370,22,6,I,E,NX,52,29952,47,27072")]
    [InlineData("10.0.0.5 Tcp 22 from 45.9.9.9", "1784382000,45.9.9.9,10.0.0.5,35370,22,6,I,C,NX_HW_NOT_SUPPORTED,1021,588096,8005,4610880")] // seconds, as in Microsoft's example
    [InlineData("2603:1030::5 Udp 53 from 2a00:1450::9", "1784382000123,2a00:1450::9,2603:1030::5,35370,53,17,I,E,X,1,80,1,200")]
    [InlineData("not-completed", "1784382000123,45.9.9.9,10.0.0.5,35370,22,6,I,B,NX,0,0,0,0")]
    [InlineData("not-completed", "1784382000,45.9.9.9,10.0.0.5,35370,22,6,I,B,NX,,,,")]
    [InlineData("not-completed", "1784382000123,45.9.9.9,10.0.0.5,35370,22,6,I,D,NX,0,0,0,0")]
    [InlineData("outbound", "1784382000123,10.0.0.5,45.9.9.9,35370,22,6,O,E,NX,3,767,2,1580")]
    [InlineData("remote-not-internet", "1784382000123,10.0.0.9,10.0.0.5,35370,22,6,I,E,NX,52,29952,47,27072")]
    public void a_tuple_of_a_virtual_network_has_no_decision_and_a_protocol_number(string outcome, string tuple) =>
        Assert.Equal(outcome, Flows.Outcome(tuple, Vnet));

    [Theory]
    [InlineData(RejectionReason.InvalidTimestamp, "soon,45.9.9.9,10.0.0.5,35370,443,T,I,A,E,12,2600,10,8200")]
    [InlineData(RejectionReason.TimestampTooOld, "1184382000,45.9.9.9,10.0.0.5,35370,443,T,I,A,E,12,2600,10,8200")]
    [InlineData(RejectionReason.InvalidField, "1784382000,45.9.9,10.0.0.5,35370,443,T,I,A,E,12,2600,10,8200")]
    [InlineData(RejectionReason.InvalidField, "1784382000,45.9.9.9,,35370,443,T,I,A,E,12,2600,10,8200")]
    [InlineData(RejectionReason.InvalidField, "1784382000,45.9.9.9,10.0.0.5,-1,443,T,I,A,E,12,2600,10,8200")]
    [InlineData(RejectionReason.InvalidField, "1784382000,45.9.9.9,10.0.0.5,35370,65536,T,I,A,E,12,2600,10,8200")]
    [InlineData(RejectionReason.InvalidField, "1784382000,45.9.9.9,10.0.0.5,35370,443,T,X,A,E,12,2600,10,8200")]
    [InlineData(RejectionReason.InvalidField, "1784382000,45.9.9.9,10.0.0.5,35370,443,T,I,Z,E,12,2600,10,8200")]
    [InlineData(RejectionReason.InvalidField, "1784382000,45.9.9.9,10.0.0.5,35370,443,T,I,A,E,12,2600,-10,8200")]
    [InlineData(RejectionReason.MissingField, "1784382000,45.9.9.9,10.0.0.5,353")] // cut off
    public void a_tuple_that_means_nothing_is_set_aside(RejectionReason reason, string tuple) =>
        Assert.Equal(reason.ToString(), Flows.Outcome(Normalising.Read(Normalising.Event(tuple, Nsg))));

    [Theory]
    [InlineData("""{"records":[{"time":"2026-07-18T13:40:00Z","category":"NetworkSecurityGroupFlowEvent","properties":{"Version":2,"flows":[{"rule":"UserRule_web","flows":[{"mac":"000D3AF8801A","flowTuples":["TUPLE"]}]}]}}]}""")]
    [InlineData("""{"time":"2026-07-18T13:40:00Z","category":"NetworkSecurityGroupFlowEvent","properties":{"flows":[{"rule":"UserRule_web","flows":[{"mac":"000D3AF8801A","flowTuples":["TUPLE"]}]}]}}""")]
    [InlineData("""{"flow_state": "end", "macAddress": "000D3AF8801A", "operationName": "NetworkSecurityGroupFlowEvents", "flow.0": "TUPLE", "rule": "UserRule_web"}""")]
    [InlineData("""[{"rule":"UserRule_web","flow.0":"TUPLE"}]""")]
    [InlineData("\"TUPLE\",\r\n")]
    [InlineData("   TUPLE   \r\n")]
    public void a_tuple_is_found_wherever_producers_put_it(string body) =>
        Assert.Equal("10.0.0.5 Tcp 443 from 45.9.9.9", Flows.Outcome(body.Replace("TUPLE", Completed, StringComparison.Ordinal), Nsg));

    [Fact]
    public void every_tuple_is_a_record_of_its_own()
    {
        const string Body = """{"records":[{"category":"FlowLogFlowEvent","flowRecords":{"flows":[{"aclID":"unspecified","flowGroups":[{"rule":"Internet","flowTuples":["1784382000123,45.9.9.9,10.0.0.5,1,22,6,I,E,NX,52,29952,47,27072","half"]}]}]}}]}""";
        var batch = Normalising.Read(Body + "\n" + Body);
        Assert.Equal((2, 0, 2), Flows.Count(batch));
        Assert.Equal("half"u8.ToArray(), batch.Rejected[0].Body.ToArray());
    }

    [Theory]
    [InlineData("no-data", """{"records":[{"category":"FlowLogFlowEvent","flowRecords":{"flows":[]}}]}""", Vnet)]
    [InlineData("kind-not-read", """{"records":[{"category":"NetworkSecurityGroupRuleCounter","properties":{"ruleName":"web"}}]}""", Nsg)]
    [InlineData("Truncated", """{"records":[{"category":"FlowLogFlowEvent","flowRecords":{"flows":[{"flowGroups":[{"flowTuples":["17843""", Vnet)]
    public void a_record_without_tuples_says_why(string outcome, string body, string format) =>
        Assert.Equal(outcome, Flows.Outcome(Normalising.Read(Normalising.Event(body, format))));

    [Fact]
    public void the_event_may_name_the_device()
    {
        var raw = Normalising.Event(Completed) with { Properties = new(new Dictionary<string, string> { [EventProperties.DeviceId] = "web-01" }) };
        Assert.Equal("web-01 Tcp 10.0.0.5:443 from 45.9.9.9", Flows.Outcome(Normalising.Read(raw)));
    }
}
