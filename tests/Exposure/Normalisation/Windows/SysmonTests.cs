using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Windows;

/// <summary>What Sysmon's connections say, and what they do not.</summary>
public sealed class SysmonTests
{
    [Theory]
    [InlineData("tcp", "45.9.9.9:51000", "10.0.0.5:443", "10.0.0.5:443")] // the source opened it
    [InlineData("tcp", "2a00:1450:4001::8:51000", "2a01:4f8::5:443", "[2a01:4f8::5]:443")]
    [InlineData("udp", "10.0.0.5:53", "45.9.9.9:64354", "10.0.0.5:53")] // the source is this host
    [InlineData("udp", "10.0.0.5:123", "45.9.9.9:123", "10.0.0.5:123")]
    [InlineData("17", "10.0.0.5:51820", "45.9.9.9:40000", "10.0.0.5:51820")]
    public void an_inbound_connection_names_the_local_port(string protocol, string source, string destination, string local)
    {
        var evidence = Assert.IsType<EvidenceSeen>(Assert.Single(Read(WindowsSample.Sysmon(protocol, "false", source, destination)).All()));
        Assert.Equal((Reason.ExternalNetworkConnection, local), (evidence.Key.Reason, $"{evidence.Key.Local}"));
    }

    [Theory]
    [InlineData("tcp", "true", "10.0.0.5:51000", "45.9.9.9:443", FilterRule.Outbound)]
    [InlineData("udp", "true", "10.0.0.5:51000", "45.9.9.9:53", FilterRule.Outbound)]
    [InlineData("udp", "false", "10.0.0.5:51000", "45.9.9.9:53", FilterRule.Outbound)] // a late answer
    [InlineData("tcp", "False", "10.0.0.9:51000", "10.0.0.5:443", FilterRule.RemoteNotInternet)]
    [InlineData("udp", "false", "10.0.0.5:53", "10.0.0.9:64354", FilterRule.RemoteNotInternet)]
    [InlineData("tcp", "false", "0:0:0:0:0:0:0:1:51000", "0:0:0:0:0:0:0:1:389", FilterRule.LocalNotHost)]
    [InlineData("tcp", "false", "45.9.9.9:51000", "45.9.9.9:443", FilterRule.Hairpin)]
    [InlineData("udp", "false", "224.0.0.251:5353", "45.9.9.9:5353", FilterRule.LocalNotHost)]
    [InlineData("icmp", "false", "45.9.9.9:0", "10.0.0.5:0", FilterRule.TransportNotRead)]
    public void what_no_stranger_reached_is_filtered(string protocol, string initiated, string source, string destination, string rule) =>
        Assert.Equal(1, Read(WindowsSample.Sysmon(protocol, initiated, source, destination)).Tally.Filtered[rule]);

    [Fact]
    public void a_datagram_that_sysmon_for_linux_saw_arrive_answers_this_host() =>
        Assert.Equal(1, Read(WindowsSample.Sysmon("udp", "false", "45.9.9.9:4433", "10.0.0.5:40000") with { Provider = "Linux-Sysmon" }).Tally.Filtered[FilterRule.Outbound]);

    [Fact]
    public void a_connection_that_sysmon_for_linux_saw_arrive_counts() =>
        Assert.Equal(1, Read(WindowsSample.Sysmon() with { Provider = "Linux-Sysmon" }).Tally.Observed);

    [Fact]
    public void a_tunnels_process_does_not_count() =>
        Assert.Equal(1, Read(WindowsSample.Sysmon().With("Image", @"C:\Zscaler\ZSATunnel.exe")).Tally.Filtered[FilterRule.ProcessExcluded]);

    [Theory]
    [InlineData("<unknown process>", null)]
    [InlineData("-", null)]
    [InlineData("System", "System")]
    [InlineData("/usr/sbin/nginx", "nginx")]
    public void the_process_is_the_file_name_of_its_path(string image, string? name) =>
        Assert.Equal(name, Assert.IsType<EvidenceSeen>(Assert.Single(Read(WindowsSample.Sysmon().With("Image", image)).All())).Process?.Name);

    [Theory]
    [InlineData("SourceIp", null, RejectionReason.MissingField)]
    [InlineData("DestinationPort", null, RejectionReason.MissingField)]
    [InlineData("Protocol", null, RejectionReason.MissingField)]
    [InlineData("Initiated", null, RejectionReason.MissingField)]
    [InlineData("Initiated", "perhaps", RejectionReason.InvalidField)]
    [InlineData("SourceIp", "45.9.9", RejectionReason.InvalidField)]
    [InlineData("DestinationPort", "-443", RejectionReason.InvalidField)]
    [InlineData("DestinationPort", "65536", RejectionReason.InvalidField)]
    [InlineData("UtcTime", "2027-07-18 13:58:42.666", RejectionReason.TimestampInFuture)]
    [InlineData("UtcTime", "2020-07-18 13:58:42.666", RejectionReason.TimestampTooOld)]
    public void what_cannot_be_understood_is_rejected(string field, string? value, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Read(WindowsSample.Sysmon().With(field, value)).Rejected).Rejection.Reason);

    [Fact]
    public void without_a_computer_the_address_has_the_finding()
    {
        var row = WindowsSample.Sysmon(destination: "84.251.60.178:443").Flat().With("Hostname", null);
        var entity = Assert.Single(Normalising.Read(row.ToJsonString()).Observations);
        Assert.Equal((EntityKind.Address, "84.251.60.178"), (entity.Entity.Kind, entity.Entity.Key));
    }

    private static NormalisedBatch Read(WindowsSample sample) => Normalising.Read(sample.Xml());
}
