using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Windows;

/// <summary>What the filtering platform's events say, and what they do not.</summary>
public sealed class WindowsSecurityTests
{
    [Theory]
    [InlineData("6", Transport.Tcp)]
    [InlineData("17", Transport.Udp)] // unlike Sysmon's, the source is the initiator
    public void a_permitted_inbound_connection_was_accepted(string protocol, Transport transport)
    {
        var evidence = Assert.IsType<EvidenceSeen>(Assert.Single(Read(WindowsSample.Security(protocol: protocol)).All()));
        Assert.Equal((transport, "10.0.0.5:443"), (evidence.Key.Transport, $"{evidence.Key.Local}"));
    }

    [Theory]
    [InlineData("Entrant", "Réception/Acceptation", "44", true)] // a translated word says nothing, the layer's number does
    [InlineData("Eingehend", "-", "46", true)]
    [InlineData("Sortant", "Connecter", "48", false)]
    [InlineData("Sortant", "%%14611", "-", false)]
    [InlineData("-", "%%14610", "-", true)]
    [InlineData("inbound", "-", "-", true)] // Elastic Common Schema
    [InlineData("egress", "-", "-", false)]
    public void the_direction_is_a_number_in_any_language(string direction, string layer, string number, bool isInbound)
    {
        var tally = Read(WindowsSample.Security().With("Direction", direction).With("LayerName", layer).With("LayerRTID", number)).Tally;
        Assert.Equal((isInbound ? 1 : 0, isInbound ? 0 : 1), (tally.Observed, tally.Filtered.GetValueOrDefault(FilterRule.Outbound)));
    }

    [Theory]
    [InlineData(5157, "%%14592", "6", "45.9.9.9:51000", FilterRule.NotCompleted)] // blocked
    [InlineData(5152, "%%14592", "6", "45.9.9.9:51000", FilterRule.NotCompleted)]
    [InlineData(5158, "%%14592", "6", "45.9.9.9:51000", FilterRule.SocketNotListening)] // who asks also binds
    [InlineData(5155, "%%14592", "6", "45.9.9.9:51000", FilterRule.SocketNotListening)]
    [InlineData(5156, "%%14593", "6", "45.9.9.9:51000", FilterRule.Outbound)]
    [InlineData(5156, "%%14592", "1", "45.9.9.9:8", FilterRule.TransportNotRead)] // ICMP: ports hold type and code
    [InlineData(5156, "%%14592", "6", "10.0.0.9:51000", FilterRule.RemoteNotInternet)]
    [InlineData(4624, "%%14592", "6", "45.9.9.9:51000", FilterRule.KindNotRead)]
    public void what_no_stranger_reached_is_filtered(int id, string direction, string protocol, string source, string rule) =>
        Assert.Equal(1, Read(WindowsSample.Security(id, direction, protocol, source)).Tally.Filtered[rule]);

    [Theory]
    [InlineData("239.255.255.250:1900")]
    [InlineData("255.255.255.255:67")]
    [InlineData("127.0.0.1:445")]
    [InlineData("ff02::1:2:547")]
    public void what_is_sent_to_everybody_reaches_no_host_in_particular(string destination) =>
        Assert.Equal(1, Read(WindowsSample.Security(protocol: "17", destination: destination)).Tally.Filtered[FilterRule.LocalNotHost]);

    [Fact]
    public void a_permitted_listen_is_a_listener()
    {
        var sample = WindowsSample.Security(5154, source: "0.0.0.0:8443").With("DestAddress", null).With("DestPort", null).With("Direction", null).With("LayerName", "%%14609");
        var entity = Assert.Single(Read(sample).Observations);
        Assert.Equal("web01.contoso.example", entity.Entity.Key);
        var listener = Assert.IsType<ListenerSeen>(Assert.Single(entity.Observations));
        Assert.Equal((Transport.Tcp, "0.0.0.0:8443", "svchost.exe"), (listener.Transport, $"{listener.Local}", listener.Process?.Name));
    }

    [Fact]
    public void a_listener_on_loopback_is_filtered() =>
        Assert.Equal(1, Read(WindowsSample.Security(5154, source: "::1:8443")).Tally.Filtered[FilterRule.ListenerOnLoopback]);

    [Fact]
    public void the_same_event_of_two_collectors_counts_once()
    {
        var sample = WindowsSample.Security();
        var batch = Normalising.Read(sample.Flat().With("Channel", "Security").ToJsonString(), sample.Nested().With("Channel", "security").ToJsonString());
        Assert.Equal(2, batch.Tally.Observed);
        Assert.Single(Assert.Single(batch.Observations).Observations);
    }

    [Theory]
    [InlineData("Direction", "Entrant", RejectionReason.InvalidField)]
    [InlineData("Direction", null, RejectionReason.MissingField)]
    public void a_direction_that_nothing_tells_is_rejected(string field, string? value, RejectionReason reason) =>
        Assert.Equal(reason, Reason(WindowsSample.Security().With("LayerName", null).With("LayerRTID", null).With(field, value)));

    [Theory]
    [InlineData("SourceAddress", null, RejectionReason.MissingField)]
    [InlineData("DestPort", "-1", RejectionReason.InvalidField)]
    [InlineData("DestAddress", "web01", RejectionReason.InvalidField)]
    [InlineData("Protocol", null, RejectionReason.MissingField)]
    public void what_cannot_be_understood_is_rejected(string field, string? value, RejectionReason reason) =>
        Assert.Equal(reason, Reason(WindowsSample.Security().With(field, value)));

    [Fact]
    public void a_computer_whose_name_is_too_long_is_no_device() =>
        Assert.Equal(RejectionReason.InvalidIdentifier, Reason(WindowsSample.Security() with { Device = new string('x', 200) }));

    private static NormalisedBatch Read(WindowsSample sample) => Normalising.Read(sample.Xml());

    private static RejectionReason Reason(WindowsSample sample) => Assert.Single(Read(sample).Rejected).Rejection.Reason;
}
