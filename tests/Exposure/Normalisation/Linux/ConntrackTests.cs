using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Linux;

/// <summary>Connection tracking as conntrack and the kernel print it.</summary>
public sealed class ConntrackTests
{
    private const string Tuples = "src=45.9.9.9 dst=10.0.0.5 sport=50123 dport=443 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=50123";
    private const string Established = $"tcp      6 431999 ESTABLISHED {Tuples} [ASSURED] mark=0 use=1";

    [Fact]
    public void an_established_connection_is_evidence_of_the_device_whose_log_it_is()
    {
        var entity = Assert.Single(Read($"[1784382000.250   ]\t [UPDATE] {Established}", "Gate-1").Observations);
        Assert.Equal((EntityKind.Device, "gate-1"), (entity.Entity.Kind, entity.Entity.Key));
        var evidence = Assert.IsType<EvidenceSeen>(Assert.Single(entity.Observations));
        Assert.Equal((Transport.Tcp, "10.0.0.5:443", "conntrack"), (evidence.Key.Transport, evidence.Key.Local.ToString(), evidence.Source));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1784382000).AddMicroseconds(250), evidence.Seen.Last); // 250 microseconds: no leading zeros
    }

    [Fact]
    public void without_a_device_it_is_a_finding_of_the_address()
    {
        var entity = Assert.Single(Normalising.Read(Established).Observations);
        Assert.Equal((EntityKind.Address, "10.0.0.5"), (entity.Entity.Kind, entity.Entity.Key));
        Assert.Equal(Sighting.At(Normalising.Now), Assert.IsType<ConnectionAccepted>(Assert.Single(entity.Observations)).Seen);
    }

    [Theory]
    [InlineData(" [UPDATE] tcp      6 432000 ESTABLISHED " + Tuples + " [ASSURED]", null)]
    [InlineData(" [UPDATE] tcp      6 432000 ESTABLISHED " + Tuples, null)]
    [InlineData(" [UPDATE] tcp      6 120 TIME_WAIT " + Tuples + " [ASSURED]", null)]
    [InlineData("ipv4     2 tcp      6 86400 ESTABLISHED " + Tuples + " [OFFLOAD] mark=0 secctx=null use=2", null)] // extended, and /proc
    [InlineData("ipv6     10 tcp      6 86400 ESTABLISHED src=2a01:4f8::9 dst=2a02:100::5 sport=5 dport=443 src=2a02:100::5 dst=2a01:4f8::9 sport=443 dport=5 [ASSURED]", null)]
    [InlineData("[DESTROY] tcp      6 " + Tuples + " [ASSURED] id=3668417984", null)] // old versions leave the state out
    [InlineData("[DESTROY] tcp      6 TIME_WAIT src=45.9.9.9 dst=10.0.0.5 sport=5 dport=443 packets=9 bytes=900 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5 packets=8 bytes=800 [ASSURED] delta-time=9", null)]
    [InlineData("[DESTROY] tcp      6 " + Tuples, FilterRule.NotCompleted)] // nothing says that it was ever established
    [InlineData("[DESTROY] tcp      6 CLOSE " + Tuples, FilterRule.NotCompleted)] // a refusal ends so
    [InlineData("[DESTROY] tcp      6 CLOSE " + Tuples + " [ASSURED]", null)]
    [InlineData("    [NEW] tcp      6 120 SYN_SENT src=45.9.9.9 dst=10.0.0.5 sport=5 dport=443 [UNREPLIED] src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5", FilterRule.NotCompleted)]
    [InlineData(" [UPDATE] tcp      6 60 SYN_RECV " + Tuples, FilterRule.NotCompleted)]
    [InlineData("tcp      6 300 ESTABLISHED src=45.9.9.9 dst=10.0.0.5 sport=5 dport=443 [UNREPLIED] src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5", FilterRule.NotCompleted)] // met halfway
    [InlineData("udp      17 29 " + Tuples, null)]
    [InlineData("udp      17 29 src=45.9.9.9 dst=10.0.0.5 sport=5 dport=53 [UNREPLIED] src=10.0.0.5 dst=45.9.9.9 sport=53 dport=5", FilterRule.NotCompleted)]
    [InlineData("icmp     1 29 src=45.9.9.9 dst=10.0.0.5 type=8 code=0 id=1 src=10.0.0.5 dst=45.9.9.9 type=0 code=0 id=1", FilterRule.TransportNotRead)]
    [InlineData("unknown  2 570 src=45.9.9.9 dst=224.0.0.22 [UNREPLIED] src=224.0.0.22 dst=45.9.9.9", FilterRule.TransportNotRead)]
    [InlineData("sctp     132 9 ESTABLISHED " + Tuples, FilterRule.TransportNotRead)]
    public void only_answered_and_established_connections_count(string line, string? rule)
    {
        var tally = Normalising.Read(line + "\n").Tally;
        Assert.Equal((1, rule is null ? 1 : 0), (tally.Read, tally.Observed));
        Assert.Equal(rule, tally.Filtered.Keys.SingleOrDefault());
    }

    [Theory]
    [InlineData("src=45.9.9.9 dst=20.50.60.70 sport=5 dport=8443 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5", "10.0.0.5")] // forwarded: not the router's
    [InlineData("src=45.9.9.9 dst=10.0.0.1 sport=5 dport=8443 src=10.0.0.5 dst=10.0.0.1 sport=443 dport=5", "10.0.0.5")] // and masqueraded
    [InlineData("src=45.9.9.9 dst=10.0.0.5 sport=5 dport=80 src=10.0.0.5 dst=45.9.9.9 sport=8080 dport=5", "gate-1")] // redirected on the same host
    [InlineData("src=45.9.9.9 dst=10.0.0.5 sport=5 dport=80 src=127.0.0.1 dst=45.9.9.9 sport=8080 dport=5", "gate-1")]
    [InlineData("src=45.9.9.9 dst=20.50.60.70 sport=5 dport=443 src=20.50.60.70 dst=45.9.9.9 sport=443 dport=5", "20.50.60.70")] // who is local cannot be told
    [InlineData("src=20.50.60.70 dst=45.9.9.9 sport=5 dport=443 src=45.9.9.9 dst=20.50.60.70 sport=443 dport=5", "45.9.9.9")] // the host's own, never its exposure
    public void evidence_belongs_to_whom_the_answer_comes_from(string tuples, string entity) =>
        Assert.Equal(entity, Assert.Single(Read($"tcp 6 9 ESTABLISHED {tuples} [ASSURED]", "gate-1").Observations).Entity.Key);

    [Theory]
    [InlineData("src=10.0.0.5 dst=45.9.9.9 sport=5 dport=443 src=45.9.9.9 dst=20.50.60.70 sport=443 dport=5", FilterRule.Outbound)] // masqueraded on the way out
    [InlineData("src=10.0.0.7 dst=20.50.60.70 sport=5 dport=443 src=10.0.0.5 dst=10.0.0.1 sport=443 dport=5", FilterRule.RemoteNotInternet)] // round the corner
    [InlineData("src=127.0.0.1 dst=127.0.0.1 sport=5 dport=443 src=127.0.0.1 dst=127.0.0.1 sport=443 dport=5", FilterRule.RemoteNotInternet)]
    [InlineData("src=45.9.9.9 dst=20.50.60.70 sport=5 dport=443 src=45.9.9.9 dst=20.50.60.70 sport=443 dport=5", FilterRule.Hairpin)]
    public void what_a_stranger_did_not_open_is_filtered(string tuples, string rule) =>
        Assert.Equal(1, Read($"tcp 6 9 ESTABLISHED {tuples} [ASSURED]", "gate-1").Tally.Filtered[rule]);

    [Theory]
    [InlineData("tcp 6 9 ESTABLISHED src=45.9.9.9 dst=10.0.0.5 sport=5 dport=-1 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5", RejectionReason.InvalidField)]
    [InlineData("tcp 6 9 ESTABLISHED src=45.9.9.9 dst=10.0.0.5 sport=5 dport=443 src=10.0.0.5 dst=45.9.9.9 sport=65536 dport=5", RejectionReason.InvalidField)]
    [InlineData("tcp 6 9 ESTABLISHED src=45.9.9 dst=10.0.0.5 sport=5 dport=443 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5", RejectionReason.InvalidField)]
    [InlineData("tcp 6 9 BEWITCHED src=45.9.9.9 dst=10.0.0.5 sport=5 dport=443 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5", RejectionReason.InvalidField)]
    [InlineData("tcp 6 9 ESTABLISHED src=45.9.9.9 dst=10.0.0.5 sport=5 dport=443", RejectionReason.MissingField)]
    [InlineData("rport=443 dport=50123", RejectionReason.InvalidField)] // the second half of a line
    public void a_line_that_means_nothing_is_set_aside_and_its_neighbours_count(string line, RejectionReason reason)
    {
        var batch = Normalising.Read($"{line}\r\n{Established}\r\n");
        Assert.Equal(reason, Assert.Single(batch.Rejected).Rejection.Reason);
        Assert.Equal((2, 1), (batch.Tally.Read, batch.Tally.Observed));
    }

    [Fact]
    public void a_listing_cut_at_its_end_keeps_its_complete_lines()
    {
        var batch = Normalising.Read($"conntrack v1.4.7 (conntrack-tools): 2 flow entries have been shown.\n{Established}\n{Established[..70]}");
        Assert.Equal(RejectionReason.Truncated, Assert.Single(batch.Rejected).Rejection.Reason);
        Assert.Equal((3, 1, 1), (batch.Tally.Read, batch.Tally.Observed, batch.Tally.Filtered[FilterRule.KindNotRead]));
    }

    [Fact]
    public void a_listing_is_of_the_time_that_its_producer_says()
    {
        var raw = Normalising.Event(Established) with { Properties = new(new Dictionary<string, string> { ["observedAt"] = "2026-07-18T12:00:00Z" }) };
        Assert.Equal(Normalising.Now.Date.AddHours(12), Assert.IsType<ConnectionAccepted>(Assert.Single(Normalising.Read(raw).All())).Seen.Last.UtcDateTime);
    }

    private static NormalisedBatch Read(string body, string device) =>
        Normalising.Read(Normalising.Event(body) with { Properties = new(new Dictionary<string, string> { [EventProperties.DeviceId] = device }) }, ExposurePolicy.Default);
}
