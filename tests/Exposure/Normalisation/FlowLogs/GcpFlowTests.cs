using System.Text;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.FlowLogs;

/// <summary>Google Cloud VPC flow logs: which half of a connection shows the server, and the wrappings of log entries.</summary>
public sealed class GcpFlowTests
{
    private const string Format = "gcp-vpc-flow";
    private const string Vm = """{"project_id":"shop","zone":"europe-west1-b","region":"europe-west1","vm_name":"web-1"}""";
    private const string Web = "//compute.googleapis.com/projects/shop/zones/europe-west1-b/instances/web-1";
    private const string Seen = $"{Web} Tcp 10.0.0.5:5601 from 45.9.9.9";

    [Theory]
    [InlineData(Seen, 5601, 50646, 6, """ "bytes_sent":"1784","packets_sent":"7" """)]
    [InlineData(Seen, 5601, 50646, 6, """ "bytes_sent":"40","packets_sent":"1","rtt_msec":"36" """)] // acknowledged
    [InlineData(Seen, 5601, 50646, 6, """ "bytes_sent":"1400","packets_sent":"1" """)] // sampled: one of many
    [InlineData("not-completed", 22, 59679, 6, """ "bytes_sent":"0","packets_sent":"1" """)] // SYN-ACK or RST
    [InlineData($"{Web} Udp 10.0.0.5:53 from 45.9.9.9", 53, 50646, 17, """ "bytes_sent":"90","packets_sent":"1" """)]
    [InlineData("outbound", 50646, 443, 6, """ "bytes_sent":"1784","packets_sent":"7" """)]
    [InlineData("direction-unknown", 44357, 50646, 6, """ "bytes_sent":"1784","packets_sent":"7" """)]
    [InlineData("transport-not-read", 0, 0, 1, """ "bytes_sent":"64","packets_sent":"1" """)]
    [InlineData("InvalidField", -1, 50646, 6, """ "bytes_sent":"1784","packets_sent":"7" """)]
    [InlineData("InvalidField", 5601, 65536, 6, """ "bytes_sent":"1784","packets_sent":"7" """)]
    public void the_half_that_the_machine_sent(string outcome, int local, int remote, int protocol, string rest) => Assert.Equal(outcome, Flows.Outcome(
        Entry($$""" "reporter":"SRC","src_instance":{{Vm}},"dest_location":{"country":"usa"},"connection":{"src_ip":"10.0.0.5","src_port":{{local}},"dest_ip":"45.9.9.9","dest_port":{{remote}},"protocol":{{protocol}}},{{rest}} """), Format));

    [Theory]
    [InlineData(Seen, """ "dest_port":5601,"src_port":50646,"protocol":6 """, """ "bytes_sent":"1464","packets_sent":"7" """)]
    [InlineData(Seen, """ "dest_port":5601.0,"src_port":50646.0,"protocol":6.0 """, """ "bytes_sent":1464,"packets_sent":7 """)]
    [InlineData("not-completed", """ "dest_port":5601,"src_port":50646,"protocol":6 """, """ "bytes_sent":"240","packets_sent":"4" """)] // SYNs
    [InlineData("not-completed", """ "dest_port":5601,"src_port":50646,"protocol":6 """, """ "bytes_sent":"1400","packets_sent":"1" """)] // may be forged
    [InlineData("not-completed", """ "dest_port":53,"src_port":50646,"protocol":17 """, """ "bytes_sent":"70","packets_sent":"1" """)]
    [InlineData("outbound", """ "dest_port":41834,"src_port":443,"protocol":6 """, """ "bytes_sent":"33792","packets_sent":"32","rtt_msec":"2" """)]
    [InlineData("remote-own", """ "dest_port":5601,"src_port":50646,"protocol":6 """, """ "bytes_sent":"1464","packets_sent":"7","src_instance":{"vm_name":"own"} """)] // over public addresses
    [InlineData("MissingField", """ "src_port":50646,"protocol":6 """, """ "bytes_sent":"1464" """)]
    [InlineData("MissingField", """ "dest_port":5601,"src_port":50646 """, """ "bytes_sent":"1464" """)]
    public void the_half_that_the_machine_received(string outcome, string ports, string rest) => Assert.Equal(outcome, Flows.Outcome(
        Entry($$""" "reporter":"DEST","dest_instance":{{Vm}},"connection":{"src_ip":"45.9.9.9","dest_ip":"10.0.0.5",{{ports}}},{{rest}} """), Format));

    [Theory]
    [InlineData(Seen, $$""" "dest_instance":{{Vm}}, """)] // the machine that is named reports
    [InlineData("kind-not-read", """ "reporter":"DEST_GATEWAY", """)]
    [InlineData("MissingField", "")]
    [InlineData("10.0.0.5 Tcp 5601 from 45.9.9.9", """ "reporter":"DEST","dest_gke_details":{"cluster":{"cluster_name":"c"}}, """)] // no machine is named
    public void who_reports_decides_which_side_is_ours(string outcome, string rest) => Assert.Equal(outcome, Flows.Outcome(Entry(rest + Connection), Format));

    [Fact]
    public void entries_come_bare_wrapped_and_pretty_printed()
    {
        var entry = Entry($$""" "reporter":"DEST","dest_instance":{{Vm}},{{Connection}} """);
        var pretty = entry.Replace(",", ",\r\n  ", StringComparison.Ordinal).Replace("{", "{\r\n", StringComparison.Ordinal);
        var pushed = $$"""{"message":{"attributes":{},"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(entry))}}","messageId":"1"},"subscription":"s"}""";
        foreach (var body in new[] { entry, $"[{entry}]", pretty, pushed })
        {
            Assert.Equal(Seen, Flows.Outcome(body, Format));
        }

        Assert.Equal((3, 0, 1), Flows.Count(Normalising.Read($"{pretty}\r\n{pretty}\r\n{pushed}\r\n{entry[..^20]}")));
    }

    [Theory]
    [InlineData("kind-not-read", """{"logName":"projects/shop/logs/compute.googleapis.com%2Ffirewall","jsonPayload":{"connection":{}}}""")]
    [InlineData("InvalidField", """{"message":{"data":"bm90IGpzb24="}}""")]
    [InlineData("InvalidField", """{"logName":"x%2Fvpc_flows","jsonPayload":"text"}""")]
    [InlineData("MissingField", """{"logName":"x%2Fvpc_flows","jsonPayload":{"reporter":"SRC"}}""")]
    [InlineData("InvalidTimestamp", """{"logName":"x%2Fvpc_flows","jsonPayload":{"reporter":"SRC","connection":{"src_ip":"10.0.0.5","src_port":22,"dest_ip":"45.9.9.9","dest_port":50646,"protocol":6}}}""")]
    public void an_entry_that_is_no_flow_says_why(string outcome, string body) => Assert.Equal(outcome, Flows.Outcome(Normalising.Read(Normalising.Event(body, Format))));

    private const string Connection = """ "connection":{"src_ip":"45.9.9.9","src_port":50646,"dest_ip":"10.0.0.5","dest_port":5601,"protocol":6},"bytes_sent":"1464","packets_sent":"7" """;

    private static string Entry(string payload) =>
        $$"""{"insertId":"a","jsonPayload":{ {{payload}},"start_time":"2026-07-18T13:40:00.186193305Z","end_time":"2026-07-18T13:41:00.301953198Z"},"logName":"projects/shop/logs/compute.googleapis.com%2Fvpc_flows","timestamp":"2026-07-18T13:45:10Z"}""";
}
