using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>The known traps of Defender's network events, one row each.</summary>
public sealed class DefenderVectorTests
{
    [Fact]
    public void a_mapped_address_typed_FourToSixMapping_is_an_internet_connection()
    {
        var row = NetworkEvent.With("RemoteIP", "::ffff:198.199.114.69").And("RemoteIPType", "FourToSixMapping").And("LocalIP", "::ffff:10.2.0.5");
        var evidence = Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(row.Envelope()).All()));
        Assert.Equal("10.2.0.5:443", evidence.Key.Local.ToString());
        Assert.Equal("198.199.114.69", Assert.Single(evidence.Remotes).ToString());
        Assert.Equal((Reason.ExternalNetworkConnection, Transport.Tcp, Attribution.NamedByEvent), (evidence.Key.Reason, evidence.Key.Transport, evidence.Rule));
        Assert.Equal(new ProcessIdentity("nginx.exe", "nginx.exe -g \"daemon off;\"", 1686), evidence.Process);
    }

    [Theory]
    [InlineData("::ffff:10.1.1.1")] // private inside a mapped address
    [InlineData("100.64.3.2")] // carrier-grade NAT
    [InlineData("fd00::1")] // unique local
    [InlineData("fe80::1")] // link-local
    [InlineData("fe80::1%12")] // with a zone
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")] // multicast
    [InlineData("169.254.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("2002:0a00:0001::1")] // 6to4 around a private address
    [InlineData("64:ff9b::10.0.0.1")] // NAT64 around a private address
    [InlineData("2001:db8::1")] // documentation
    public void a_remote_that_is_not_the_internet_is_filtered(string remote) =>
        AssertFiltered(FilterRule.RemoteNotInternet, NetworkEvent.With("RemoteIP", remote).And("RemoteIPType", "Public"));

    [Theory]
    [InlineData(null)] // blank on several action types
    [InlineData("")]
    [InlineData("Private")] // wrong on purpose: the address decides
    [InlineData("Loopback")]
    public void the_address_decides_and_never_its_declared_type(string? type) =>
        Assert.Single(Normalising.Read(NetworkEvent.With("RemoteIPType", type).Envelope()).All());

    [Fact]
    public void a_device_that_talks_to_its_own_public_address_is_filtered() =>
        AssertFiltered(FilterRule.Hairpin, NetworkEvent.With("LocalIP", "198.199.114.69"));

    [Fact]
    public void a_connection_without_process_is_still_evidence()
    {
        var row = NetworkEvent.With("InitiatingProcessFileName", null).And("InitiatingProcessCommandLine", "").And("InitiatingProcessId", 0);
        Assert.Null(Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(row.Envelope()).All())).Process);
    }

    [Theory]
    [InlineData(@"""C:\Program Files\Zscaler\ZSATunnel\ZSATunnel.exe"" -x", true)]
    [InlineData("zsatunnel.exe", true)] // ignoring case
    [InlineData("run \tMsSense.exe;", true)] // a tab before it, escaped in JSON
    [InlineData("NotMsSense.exe", false)] // part of a longer term
    [InlineData("MsSense.exec", false)]
    [InlineData("xMsSense.exe MsSense.exe", true)] // the second occurrence is whole
    public void an_excluded_process_is_matched_as_a_whole_term(string commandLine, bool isExcluded)
    {
        var batch = Normalising.Read(NetworkEvent.With("InitiatingProcessCommandLine", commandLine).Envelope());
        Assert.Equal(isExcluded ? 1 : 0, batch.Tally.Filtered.GetValueOrDefault(FilterRule.ProcessExcluded));
        Assert.Equal(isExcluded ? 0 : 1, batch.Tally.Observed);
    }

    [Theory]
    [InlineData("""{"PublicScannedIp":"84.251.60.178","PublicScannedPort":"161"}""")] // port as text
    [InlineData("""{"PublicScannedPort":161,"PublicScannedIp":"84.251.60.178"}""")] // port as number
    [InlineData("""{"ScannedPublicPort":161,"ScannedPublicIp":"84.251.60.178"}""")] // the older spelling
    public void a_udp_scan_names_its_public_endpoint_in_additional_fields(string fields)
    {
        var evidence = Scan("10.0.0.5", 161, "107.170.249.19", 51674, fields);
        Assert.Equal((Reason.PublicScan, Transport.Udp), (evidence.Key.Reason, evidence.Key.Transport));
        Assert.Equal("84.251.60.178:161", evidence.Key.Public.ToString());
        Assert.Equal("10.0.0.5:161", evidence.Key.Local.ToString());
        Assert.Equal("107.170.249.19", Assert.Single(evidence.Remotes).ToString());
    }

    [Fact]
    public void additional_fields_that_are_already_an_object_mean_the_same()
    {
        var fields = new JsonObject { ["PublicScannedIp"] = "84.251.60.178", ["PublicScannedPort"] = 161 };
        var row = NetworkEvent.With("ActionType", "InboundInternetScanInspected").And("Protocol", "Udp").And("AdditionalFields", fields);
        Assert.Equal("84.251.60.178:161", Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(row.Envelope()).All())).Key.Public.ToString());
    }

    [Theory]
    [InlineData("107.170.249.19", 39923, "84.251.60.178", 161, null, "84.251.60.178:161", "107.170.249.19")] // as real records are: Remote is the device's public side
    [InlineData("84.251.60.178", 161, "107.170.249.19", 39923, "84.251.60.178:161", "84.251.60.178:161", "107.170.249.19")] // Local is: the device has the public address itself
    [InlineData("10.0.0.5", 1161, "107.170.249.19", 39923, "10.0.0.5:1161", "84.251.60.178:161", "107.170.249.19")] // behind NAT, to another port
    [InlineData("107.170.249.19", 39923, "10.0.0.5", 1161, "10.0.0.5:1161", "84.251.60.178:161", "107.170.249.19")] // behind NAT, swapped
    public void the_sides_of_a_scan_are_sorted_out_by_the_scanned_endpoint(
        string localIp, int localPort, string remoteIp, int remotePort, string? device, string seenAs, string scanner)
    {
        var evidence = Scan(localIp, localPort, remoteIp, remotePort, """{"PublicScannedPort":161,"PublicScannedIp":"84.251.60.178"}""");
        Assert.Equal((device, seenAs), (evidence.Key.Local?.ToString(), evidence.Key.Public?.ToString()));
        Assert.Equal(scanner, Assert.Single(evidence.Remotes).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<str len=729 head=...>")] // redacted by its exporter
    [InlineData("{\"PublicScannedIp\":")]
    [InlineData("{\"PublicScannedIp\":\"1.1.1.1.5\",\"PublicScannedPort\":1}")]
    public void a_scan_without_readable_additional_fields_falls_back_to_its_columns(string? fields)
    {
        var evidence = Scan("10.0.0.5", 161, "107.170.249.19", 51674, fields);
        Assert.Equal(("10.0.0.5:161", null), (evidence.Key.Local?.ToString(), evidence.Key.Public?.ToString()));
        Assert.Equal("107.170.249.19", Assert.Single(evidence.Remotes).ToString());
    }

    [Fact]
    public void a_port_may_be_a_text() =>
        Assert.Equal(8443, Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(NetworkEvent.With("LocalPort", "8443").Envelope()).All())).Key.Local!.Value.Port);

    [Theory]
    [InlineData("DeviceId", null, RejectionReason.MissingField)]
    [InlineData("DeviceId", "  ", RejectionReason.InvalidIdentifier)]
    [InlineData("RemoteIP", null, RejectionReason.MissingField)]
    [InlineData("RemoteIP", "-", RejectionReason.MissingField)]
    [InlineData("RemoteIP", "1.1.1.1.5", RejectionReason.InvalidField)]
    [InlineData("LocalIP", "10.0.0.256", RejectionReason.InvalidField)]
    [InlineData("LocalPort", "-1", RejectionReason.InvalidField)]
    [InlineData("LocalPort", "65536", RejectionReason.InvalidField)]
    [InlineData("Timestamp", null, RejectionReason.InvalidTimestamp)]
    [InlineData("Timestamp", "yesterday", RejectionReason.InvalidTimestamp)]
    [InlineData("Timestamp", "2026-02-30T00:00:00Z", RejectionReason.InvalidTimestamp)]
    [InlineData("Timestamp", "2026-07-18T14:20:00.0000001Z", RejectionReason.TimestampInFuture)] // one tick beyond the skew of ten minutes
    [InlineData("Timestamp", "2026-06-18T14:09:59.9999999Z", RejectionReason.TimestampTooOld)] // one tick beyond thirty days
    public void a_record_that_cannot_be_understood_is_set_aside_and_its_mates_go_on(string column, string? value, RejectionReason reason)
    {
        var good = NetworkEvent.With("LocalPort", 22).Record();
        var batch = Normalising.Read($$"""{"records":[{{good}},{{NetworkEvent.With(column, value).Record()}},{{good}}]}""");
        var rejected = Assert.Single(batch.Rejected);
        Assert.Equal((reason, 1), (rejected.Rejection.Reason, rejected.Rejection.Record));
        Assert.Equal(2, batch.Tally.Observed);
        Assert.True(batch.Tally.Balances());
    }

    [Theory]
    [InlineData("2026-07-18T13:58:42Z", 0)]
    [InlineData("2026-07-18T13:58:42.6Z", 6_000_000)]
    [InlineData("2026-07-18T13:58:42.666487Z", 6_664_870)]
    [InlineData("2026-07-18T13:58:42.7649349Z", 7_649_349)]
    [InlineData("2026-07-18T13:58:42.764934912Z", 7_649_349)] // nine digits: nanoseconds are cut
    [InlineData("2026-07-18T15:58:42+02:00", 0)]
    [InlineData("2026-07-18 13:58:42", 0)]
    public void event_time_is_the_sensors_clock_with_any_number_of_digits(string timestamp, long ticks)
    {
        var seen = Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(NetworkEvent.With("Timestamp", timestamp).Envelope()).All())).Seen;
        Assert.Equal(Sighting.At(new DateTimeOffset(2026, 7, 18, 13, 58, 42, TimeSpan.Zero).AddTicks(ticks)), seen);
    }

    [Fact]
    public void a_listener_on_loopback_is_filtered_and_any_other_one_is_seen()
    {
        AssertFiltered(FilterRule.ListenerOnLoopback, NetworkEvent.With("ActionType", "ListeningConnectionCreated").And("LocalIP", "127.0.0.1").And("Protocol", "TcpV4"));
        var row = NetworkEvent.With("ActionType", "ListeningConnectionCreated").And("LocalIP", "0.0.0.0").And("Protocol", "TcpV4").And("RemoteIP", null);
        var listener = Assert.IsType<ListenerSeen>(Assert.Single(Normalising.Read(row.Envelope()).All()));
        Assert.Equal("0.0.0.0:443", listener.Local.ToString());
    }

    private static EvidenceSeen Scan(string localIp, int localPort, string remoteIp, int remotePort, string? fields)
    {
        var row = NetworkEvent.With("ActionType", "InboundInternetScanInspected").And("Protocol", "Udp").And("AdditionalFields", fields)
            .And("LocalIP", localIp).And("LocalPort", localPort).And("RemoteIP", remoteIp).And("RemotePort", remotePort);
        return Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(row.Envelope()).All()));
    }

    private static void AssertFiltered(string rule, NetworkEvent row)
    {
        var batch = Normalising.Read(row.Envelope());
        Assert.Equal(new Dictionary<string, int> { [rule] = 1 }, batch.Tally.Filtered);
        Assert.True(batch.Tally.Balances());
        Assert.Empty(batch.Observations);
    }
}
