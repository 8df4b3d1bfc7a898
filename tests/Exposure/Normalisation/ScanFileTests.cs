using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>Scanners' files of our own making; the samples' golden files show the real ones.</summary>
public sealed class ScanFileTests
{
    private const string Epoch = "1784382000"; // 2026-07-18T13:40:00Z
    private static readonly DateTimeOffset Answered = DateTimeOffset.FromUnixTimeSeconds(1784382000);

    private const string Open = """<port protocol="tcp" portid="443"><state state="open" reason="syn-ack"/><service name="http" tunnel="ssl" method="probed"/></port>""";

    [Fact]
    public void an_open_port_of_a_public_address_answered()
    {
        var entity = Assert.Single(Nmap(Host("198.199.114.69", Open)).Observations);
        Assert.Equal((EntityKind.Address, "198.199.114.69"), (entity.Entity.Kind, entity.Entity.Key));
        Assert.Equal(new PortAnswered(Transport.Tcp, 443, Sighting.At(Answered), "nmap", "ssl/http", "nmap"), Assert.Single(entity.Observations));
    }

    [Theory]
    [InlineData("""<port protocol="udp" portid="161"><state state="open|filtered" reason="no-response"/></port>""", FilterRule.PortNotOpen)] // silence is no answer
    [InlineData("""<port protocol="tcp" portid="22"><state state="closed" reason="reset"/></port>""", FilterRule.PortNotOpen)]
    [InlineData("""<port protocol="tcp" portid="22"><state state="filtered" reason="no-response"/></port>""", FilterRule.PortNotOpen)]
    [InlineData("""<port protocol="tcp" portid="22"/>""", FilterRule.PortNotOpen)] // no state at all
    [InlineData("""<extraports state="open|filtered" count="1000"/>""", FilterRule.PortNotOpen)]
    [InlineData("""<port protocol="sctp" portid="22"><state state="open"/></port>""", FilterRule.TransportNotRead)]
    [InlineData("", FilterRule.NoPorts)]
    public void what_did_not_answer_is_filtered(string ports, string rule) =>
        Assert.Equal(1, Nmap(Host("198.199.114.69", ports)).Tally.Filtered[rule]);

    [Fact]
    public void a_udp_answer_counts() =>
        Assert.Equal(Transport.Udp, Assert.IsType<PortAnswered>(Assert.Single(Nmap(Host("198.199.114.69", """<port protocol="udp" portid="53"><state state="open" reason="udp-response"/></port>""")).All())).Transport);

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("127.0.0.1")]
    [InlineData("100.64.0.9")]
    public void an_answer_of_an_inside_address_proves_nothing(string address) =>
        Assert.Equal(1, Nmap(Host(address, Open)).Tally.Filtered[FilterRule.ScanOfInside]);

    [Fact]
    public void a_host_that_is_down_is_filtered() =>
        Assert.Equal(1, Nmap(Host("198.199.114.69", Open).Replace("\"up\"", "\"down\"", StringComparison.Ordinal)).Tally.Filtered[FilterRule.NoPorts]);

    [Fact]
    public void a_service_guessed_from_the_port_number_is_none() =>
        Assert.Null(Assert.IsType<PortAnswered>(Assert.Single(Nmap(Host("198.199.114.69", Open.Replace("probed", "table", StringComparison.Ordinal))).All())).Service);

    [Fact]
    public void a_host_without_times_has_the_runs()
    {
        var host = Host("198.199.114.69", Open).Replace($"starttime=\"{Epoch}\" endtime=\"{Epoch}\"", "", StringComparison.Ordinal);
        Assert.Equal(Answered.AddSeconds(-100), Assert.IsType<PortAnswered>(Assert.Single(Nmap(host).All())).Seen.Last);
    }

    [Fact]
    public void a_killed_scan_keeps_its_complete_hosts()
    {
        var whole = Document(Host("198.199.114.69", Open) + Host("198.199.114.70", Open));
        var batch = Normalising.Read(whole[..whole.LastIndexOf("</host>", StringComparison.Ordinal)]);
        Assert.Equal("198.199.114.69", Assert.Single(batch.Observations).Entity.Key);
        Assert.Equal(RejectionReason.Truncated, Assert.Single(batch.Rejected).Rejection.Reason);
    }

    [Theory]
    [InlineData("""<!DOCTYPE nmaprun [<!ENTITY e SYSTEM "file:///etc/passwd">]>""", RejectionReason.ForbiddenEntity)]
    [InlineData("""<!DOCTYPE nmaprun [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>""", RejectionReason.ForbiddenEntity)] // expansion bomb
    [InlineData("""<!DOCTYPE nmaprun SYSTEM "http://127.0.0.1:1/nmap.dtd">""", null)] // named but never fetched
    [InlineData("<!DOCTYPE nmaprun>", null)]
    public void nothing_a_document_refers_to_is_ever_resolved(string doctype, RejectionReason? reason)
    {
        var batch = Normalising.Read(Document(Host("198.199.114.69", Open)).Replace("<!DOCTYPE nmaprun>", doctype, StringComparison.Ordinal));
        Assert.Equal(reason, batch.Rejected.Select(rejected => (RejectionReason?)rejected.Rejection.Reason).SingleOrDefault());
        Assert.Equal(reason is null ? 1 : 0, batch.Tally.Observed);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><nmaprun><host></nmaprun>", RejectionReason.MalformedXml)]
    [InlineData("<?xml version=\"1.0\"?><nmaprun>&undeclared;</nmaprun>", RejectionReason.MalformedXml)]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><nmaprun></nmaprun>", RejectionReason.MalformedXml)]
    [InlineData("<?xml version=\"1.0\"?><nmaprun", RejectionReason.Truncated)]
    [InlineData("<?xml version=\"1.0\"?><other/>", RejectionReason.UnknownFormat)]
    public void a_document_that_is_not_well_formed_is_set_aside(string document, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Normalising.Read(document).Rejected).Rejection.Reason);

    [Fact]
    public void masscan_json_is_read_with_its_odd_commas_and_its_old_end_mark()
    {
        var batch = Normalising.Read($$"""
            [
            { "ip": "198.199.114.69", "timestamp": "{{Epoch}}", "ports": [ {"port": 80, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] }
            ,
            { "ip": "198.199.114.69", "timestamp": "{{Epoch}}", "ports": [ {"port": 53, "proto": "udp", "status": "open"}, {"port": 81, "proto": "tcp", "status": "closed"} ] },
            {finished: 1}
            ]
            """);
        Assert.Equal([(Transport.Tcp, 80), (Transport.Udp, 53)], batch.All().Cast<PortAnswered>().Select(answer => (answer.Transport, (int)answer.Port)));
        Assert.Equal((3, 1), (batch.Tally.Read, batch.Tally.Filtered[FilterRule.PortNotOpen]));
        Assert.All(batch.All().Cast<PortAnswered>(), answer => Assert.Equal(Answered, answer.Seen.Last));
    }

    [Fact]
    public void masscan_lines_are_read_with_status_and_banner()
    {
        var batch = Normalising.Read($$$"""
            {"ip":"198.199.114.69","timestamp":"{{{Epoch}}}","port":22,"proto":"tcp","rec_type":"status","data":{"status":"open","reason":"syn-ack","ttl":64}}
            {"ip":"198.199.114.69","timestamp":"{{{Epoch}}}","port":22,"proto":"tcp","rec_type":"banner","data":{"service_name":"ssh","banner":"SSH-2.0"}}
            {"ip":"198.199.114.69","timestamp":"{{{Epoch}}}","port":23,"proto":"tcp","rec_type":"status","data":{"status":"closed"}}
            """);
        Assert.Equal([null, "ssh"], batch.All().Cast<PortAnswered>().Select(answer => answer.Service));
        Assert.Equal(1, batch.Tally.Filtered[FilterRule.PortNotOpen]);
    }

    [Fact]
    public void an_empty_masscan_file_found_nothing() =>
        Assert.Equal(new(0, 0), (Normalising.Read(Normalising.Event("", "masscan")) is var batch ? batch.Tally.Read : 1, batch.Rejected.Count));

    [Theory]
    [InlineData("""{"ip":"1.1.1.1.5","timestamp":"1784382000","ports":[{"port":80,"proto":"tcp","status":"open"}]}""", RejectionReason.InvalidField)]
    [InlineData("""{"ip":"198.199.114.69","timestamp":"1784382000","ports":[{"port":65536,"proto":"tcp","status":"open"}]}""", RejectionReason.InvalidField)]
    [InlineData("""{"ip":"198.199.114.69","timestamp":"soon","ports":[{"port":80,"proto":"tcp","status":"open"}]}""", RejectionReason.InvalidTimestamp)]
    [InlineData("""{"ip":"198.199.114.69","timestamp":"1884382000","ports":[{"port":80,"proto":"tcp","status":"open"}]}""", RejectionReason.TimestampInFuture)]
    [InlineData("""{"ip":"198.199.114.69","timestamp":"1284382000","ports":[{"port":80,"proto":"tcp","status":"open"}]}""", RejectionReason.TimestampTooOld)]
    [InlineData("""{"ip":"198.199.114.69","timestamp":"1784382000","ports":[7]}""", RejectionReason.InvalidField)]
    public void a_masscan_record_that_means_nothing_is_set_aside(string record, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Normalising.Read($"[{record}]").Rejected).Rejection.Reason);

    private static NormalisedBatch Nmap(string hosts) => Normalising.Read(Document(hosts));

    private static string Document(string hosts) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE nmaprun>
        <nmaprun scanner="nmap" args="nmap -oX - example" start="{Answered.AddSeconds(-100).ToUnixTimeSeconds()}" version="7.93">{hosts}<runstats/></nmaprun>
        """;

    private static string Host(string address, string ports) =>
        $"""<host starttime="{Epoch}" endtime="{Epoch}"><status state="up"/><address addr="02:00:00:00:00:01" addrtype="mac"/><address addr="{address}" addrtype="ipv4"/><ports>{ports}</ports></host>""";
}
