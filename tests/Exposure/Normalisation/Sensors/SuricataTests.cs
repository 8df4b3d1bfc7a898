using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Sensors;

/// <summary>EVE of our own making; the samples' golden file shows real ones.</summary>
public sealed class SuricataTests
{
    private const string Session = """{"tcp_flags":"1b","tcp_flags_ts":"1b","tcp_flags_tc":"1b","syn":true,"fin":true,"psh":true,"ack":true,"state":"closed"}""";
    private static readonly DateTimeOffset Opened = new(2026, 7, 18, 13, 40, 0, 250, TimeSpan.Zero);

    [Fact]
    public void a_closed_flow_is_a_finding_of_its_destination_at_its_first_packet()
    {
        var entity = Assert.Single(Normalising.Read(Flow()).Observations);
        Assert.Equal((EntityKind.Address, "10.0.0.5"), (entity.Entity.Kind, entity.Entity.Key));
        var accepted = Assert.IsType<ConnectionAccepted>(Assert.Single(entity.Observations));
        Assert.Equal((Transport.Tcp, 443, Sighting.At(Opened), "suricata-eve"), (accepted.Transport, (int)accepted.Port, accepted.Seen, accepted.Source));
    }

    [Theory]
    [InlineData("TCP", "closed", 8, Session, null)]
    [InlineData("TCP", "established", 8, Session, null)]
    [InlineData("TCP", "closed", 1, """{"tcp_flags":"16","tcp_flags_ts":"02","tcp_flags_tc":"14","syn":true,"rst":true,"ack":true,"state":"closed"}""", FilterRule.NotCompleted)] // refused
    [InlineData("TCP", "closed", 1, """{"tcp_flags":"16","tcp_flags_ts":"06","tcp_flags_tc":"12","syn":true,"rst":true,"ack":true,"state":"closed"}""", FilterRule.NotCompleted)] // half-open scan
    [InlineData("TCP", "closed", 8, """{"tcp_flags":"16","tcp_flags_ts":"16","tcp_flags_tc":"16"}""", null)] // completed, then reset
    [InlineData("TCP", "established", 8, """{"tcp_flags":"18","tcp_flags_ts":"18","tcp_flags_tc":"18","ack":true}""", FilterRule.DirectionUnknown)] // met halfway
    [InlineData("TCP", "new", 7, """{"tcp_flags":"00","tcp_flags_ts":"00","tcp_flags_tc":"00"}""", FilterRule.NotCompleted)]
    [InlineData("TCP", "new", 0, """{"tcp_flags":"02","tcp_flags_ts":"02","tcp_flags_tc":"00","syn":true,"state":"syn_sent"}""", FilterRule.NotCompleted)]
    [InlineData("TCP", "closed", 0, Session, FilterRule.NotCompleted)]
    [InlineData("TCP", "closed", 8, """{"syn":true,"ack":true,"fin":true}""", null)]
    [InlineData("TCP", "closed", 8, """{"syn":true,"ack":true,"rst":true}""", FilterRule.NotCompleted)]
    [InlineData("TCP", "established", 8, null, null)]
    [InlineData("TCP", "closed", 8, null, null)]
    [InlineData("TCP", "closed", 3, null, FilterRule.NotCompleted)] // three tries refused look alike
    [InlineData("TCP", "established", 1, """{"tcp_flags_ts":"00","state":"syn_recv"}""", FilterRule.NotCompleted)]
    [InlineData("UDP", "established", 1, null, null)]
    [InlineData("UDP", "new", 0, null, FilterRule.NotCompleted)]
    [InlineData("ICMP", "established", 1, null, FilterRule.TransportNotRead)]
    [InlineData("IPv6-ICMP", "new", 0, null, FilterRule.TransportNotRead)]
    public void only_completed_flows_count(string proto, string state, int answers, string? tcp, string? rule) =>
        Says(Flow(flow =>
        {
            flow["proto"] = proto;
            flow["flow"]!["state"] = state;
            flow["flow"]!["pkts_toclient"] = answers;
            flow["tcp"] = tcp is null ? null : JsonNode.Parse(tcp);
        }), rule);

    [Theory]
    [InlineData("10.0.0.5", "45.9.9.9", FilterRule.Outbound)]
    [InlineData("10.0.0.7", "10.0.0.5", FilterRule.RemoteNotInternet)]
    [InlineData("0.0.0.0", "10.0.0.5", FilterRule.RemoteNotInternet)]
    [InlineData("45.9.9.9", "20.50.60.70", null)]
    [InlineData("2a01:4f8:0:0:0:0:0:9", "2a02:100:0:0:0:0:0:5", null)]
    public void sides_are_sorted_out_by_address(string source, string destination, string? rule) =>
        Says(Flow(flow => (flow["src_ip"], flow["dest_ip"]) = (source, destination)), rule);

    [Theory]
    [InlineData("""{"timestamp":"2026-07-18T13:40:00.25+0000","event_type":"alert","src_ip":"45.9.9.9","dest_ip":"10.0.0.5","proto":"TCP","flow":{"pkts_toclient":9}}""", FilterRule.KindNotRead)]
    [InlineData("""{"timestamp":"2026-07-18T13:40:00.25+0000","event_type":"alert","flow_id":7,"alert":{}}""", FilterRule.KindNotRead)] // no addresses
    [InlineData("""{"timestamp":"2026-07-18T13:40:00.25+0000","event_type":"stats","stats":{"uptime":9}}""", FilterRule.KindNotRead)]
    [InlineData("""{"timestamp":"2026-07-18T13:40:00.25+0000","event_type":"netflow","flow_id":7,"src_ip":"45.9.9.9","src_port":5,"dest_ip":"10.0.0.5","dest_port":443,"proto":"TCP","netflow":{"pkts":9},"tcp":{"tcp_flags":"1b"}}""", FilterRule.DirectionUnknown)] // one half, without a mark of which
    public void other_events_say_nothing(string record, string rule) => Says(record, rule);

    [Fact]
    public void another_shippers_row_between_flows_is_filtered()
    {
        var tally = Normalising.Read(Flow() + "\n" + """{"@timestamp":"2026-07-18T13:40:00Z","agent":{"type":"metricbeat"},"event":{"module":"system"}}""" + "\n").Tally;
        Assert.Equal((2, 1, 1), (tally.Read, tally.Observed, tally.Filtered[FilterRule.KindNotRead]));
    }

    [Fact]
    public void arrays_objects_in_a_row_and_lines_are_read()
    {
        var pretty = JsonNode.Parse(Flow())!.ToJsonString(new() { WriteIndented = true });
        Assert.All([$"[{Flow()},{Flow()}]", $"{pretty}\n{pretty}", $" {Flow()}\r\n {Flow()}\r\n"], body => Assert.Equal(2, Normalising.Read(body).Tally.Observed));
    }

    [Fact]
    public void what_shippers_wrap_is_read()
    {
        var text = JsonValue.Create(Flow()).ToJsonString();
        Assert.All(
            [
                """{"@timestamp":"2026-07-18T13:45:00Z","message":""" + text + "}",
                """{"event":{"kind":"event","original":""" + text + """},"suricata":{"eve":{"flow_id":1}}}""",
                """{"suricata":{"eve":""" + Flow() + """},"agent":{"type":"filebeat"}}""",
                """{"firewall_name":"f","event_timestamp":"1784382000","event":""" + Flow() + "}",
            ],
            body => Says(body, null));
    }

    [Fact]
    public void the_text_log_of_alerts_is_known_and_filtered()
    {
        const string alerts = "07/18/26-13:40:00.667372  [**] [1:2009187:4] ET SCAN [**] [Priority: 3] {TCP} 2a01:4f8:0:0:0:0:0:9:80 -> 10.0.0.5:56068\n";
        var tally = Normalising.Read(alerts + alerts + "half a line\n").Tally;
        Assert.Equal((3, 2, 1), (tally.Read, tally.Filtered[FilterRule.KindNotRead], tally.Rejected[RejectionReason.InvalidField]));
    }

    [Theory]
    [InlineData("src_ip", null, RejectionReason.MissingField)]
    [InlineData("dest_port", null, RejectionReason.MissingField)]
    [InlineData("proto", null, RejectionReason.MissingField)]
    [InlineData("flow", null, RejectionReason.MissingField)]
    [InlineData("event_type", null, RejectionReason.MissingField)]
    [InlineData("dest_port", "-1", RejectionReason.InvalidField)]
    [InlineData("src_port", "65536", RejectionReason.InvalidField)]
    [InlineData("src_ip", "\"here\"", RejectionReason.InvalidField)]
    public void a_flow_that_means_nothing_is_set_aside(string member, string? value, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Read(Flow(flow => flow[member] = value is null ? null : JsonNode.Parse(value))).Rejected).Rejection.Reason);

    [Fact]
    public void the_log_time_stands_in_for_a_missing_start()
    {
        var entity = Assert.Single(Normalising.Read(Flow(flow => flow["flow"]!["start"] = null)).Observations);
        Assert.Equal(Opened.AddMinutes(1), Assert.IsType<ConnectionAccepted>(Assert.Single(entity.Observations)).Seen.Last);
        Assert.Equal(RejectionReason.InvalidTimestamp, Assert.Single(Read(Flow(flow => (flow["flow"]!["start"], flow["timestamp"]) = (null, "soon"))).Rejected).Rejection.Reason);
    }

    [Fact]
    public void a_cut_file_keeps_its_complete_flows()
    {
        var batch = Normalising.Read(Flow() + "\n" + Flow()[..120]);
        Assert.Equal(RejectionReason.Truncated, Assert.Single(batch.Rejected).Rejection.Reason);
        Assert.Equal(1, batch.Tally.Observed);
    }

    private static NormalisedBatch Read(string body) => Normalising.Read(Normalising.Event(body, "suricata-eve"));

    private static void Says(string body, string? rule)
    {
        var tally = Normalising.Read(body).Tally;
        Assert.Equal((1, rule is null ? 1 : 0), (tally.Read, tally.Observed));
        Assert.Equal(rule, tally.Filtered.Keys.SingleOrDefault());
    }

    private static string Flow(Action<JsonNode>? change = null)
    {
        var flow = JsonNode.Parse("""
            {"timestamp":"2026-07-18T13:41:00.250000+0000","flow_id":1959620435402694,"in_iface":"eth0","event_type":"flow","src_ip":"45.9.9.9","src_port":50123,
             "dest_ip":"10.0.0.5","dest_port":443,"proto":"TCP","app_proto":"tls","flow":{"pkts_toserver":9,"pkts_toclient":8,"bytes_toserver":900,"bytes_toclient":800,
             "start":"2026-07-18T13:40:00.250000+0000","end":"2026-07-18T13:40:02.000000+0000","age":2,"state":"closed","reason":"timeout","alerted":false}}
            """)!;
        flow["tcp"] = JsonNode.Parse(Session);
        change?.Invoke(flow);
        foreach (var (name, value) in flow.AsObject().ToArray())
        {
            _ = value is null && flow.AsObject().Remove(name);
        }

        return flow.ToJsonString();
    }
}
