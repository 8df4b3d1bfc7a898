using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.FlowLogs;

/// <summary>Bodies that were cut or damaged anywhere.</summary>
public sealed class FlowDamageTests
{
    [Theory]
    [InlineData("azure-nsg-flow", """{"records":[{"category":"NetworkSecurityGroupFlowEvent","properties":{"flows":[{"flows":[{"flowTuples":["1784382000,45.9.9.9,10.0.0.5,1,443,T,I,A,E,12,2600,10,8200"]}]}]}}]}""")]
    [InlineData("azure-vnet-flow", "1784382000123,45.9.9.9,10.0.0.5,35370,22,6,I,E,NX,52,29952,47,27072\r\n\"17\",\n")]
    [InlineData("azure-vmconnection", """{"Type":"VMConnection","TimeGenerated":"2026-07-18T13:40:00Z","Computer":"w","Direction":"inbound","RemoteIp":"45.9.9.9","DestinationIp":"10.0.0.5","DestinationPort":443,"Protocol":"tcp","LinksLive":1}""")]
    [InlineData("aws-vpc-flow", "srcaddr dstaddr srcport dstport protocol packets bytes start action\n45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 ACCEPT\n2 1 eni-1 - - - - - - - 1 2 - NODATA")]
    [InlineData("aws-vpc-flow", """{"logEvents":[{"message":"2 1 eni-1 45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 1784382060 ACCEPT OK"},{"message":"{\"srcaddr\":\"1\"}"}]}""")]
    [InlineData("gcp-vpc-flow", """{"jsonPayload":{"reporter":"SRC","src_instance":{"project_id":"p","zone":"z","vm_name":"v"},"connection":{"src_ip":"10.0.0.5","src_port":22,"dest_ip":"45.9.9.9","dest_port":50646,"protocol":6},"rtt_msec":"1","start_time":"2026-07-18T13:40:00Z"}}""")]
    [InlineData("gcp-vpc-flow", """{"message":{"data":"eyJqc29uUGF5bG9hZCI6eyJyZXBvcnRlciI6IlNSQyJ9fQ=="}}""")]
    public void no_damage_throws_and_the_books_balance(string format, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var at = 0; at < bytes.Length; at++)
        {
            Assert.True(Balances(format, bytes[..at]));
            foreach (var damage in "\"{}[]\\,. -\n9\u00ff")
            {
                Assert.True(Balances(format, [.. bytes[..at], (byte)damage, .. bytes[(at + 1)..]]));
            }
        }
    }

    private static bool Balances(string format, byte[] body) =>
        Normaliser.Normalise([Normalising.Event(body, format), Normalising.Event(body)], ExposurePolicy.Default, Normalising.Now).Tally.Balances();
}
