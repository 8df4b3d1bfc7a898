using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>What DeviceInfo says of exposure and care, and what Defender's connections of own scanners say.</summary>
public sealed class DefenderInventoryTests
{
    private const string Scan = """
        {"InternetFacingReason":"PublicScan","InternetFacingLocalIp":"10.0.0.5","InternetFacingLocalPort":8443,"InternetFacingPublicScannedIp":"45.9.9.9",
        "InternetFacingPublicScannedPort":443,"InternetFacingTransportProtocol":"Tcp","InternetFacingLastSeen":"2026-07-18T12:00:00Z"}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the object itself instead of a text that holds it
    public void a_device_that_defender_found_by_a_scan_has_its_evidence(bool isText)
    {
        var evidence = Evidence(Info(isText ? Scan : JsonNode.Parse(Scan)));

        Assert.Equal((Reason.PublicScan, Transport.Tcp), (evidence.Key.Reason, evidence.Key.Transport));
        Assert.Equal(("10.0.0.5:8443", "45.9.9.9:443"), (evidence.Key.Local.ToString(), evidence.Key.Public.ToString()));
        Assert.Equal((Attribution.NamedByEvent, "defender", "defender-streaming"), (evidence.Rule, evidence.Scanner, evidence.Source));
        Assert.Equal(Sighting.At(new(2026, 7, 18, 12, 0, 0, TimeSpan.Zero)), evidence.Seen);
    }

    [Theory]
    [InlineData("ExternalNetworkConnection")]
    [InlineData("InboundConnection")] // what hunters write
    [InlineData("externalnetworkconnection")]
    public void a_device_that_was_connected_to_has_the_same_evidence_as_by_the_connection_itself(string reason)
    {
        var connection = Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(NetworkEvent.With("LocalPort", 22).Envelope()).All()));
        var evidence = Evidence(Info($$"""{"InternetFacingReason":"{{reason}}","InternetFacingLocalIp":"10.0.0.5","InternetFacingLocalPort":"22","InternetFacingTransportProtocol":"TCP"}"""));

        Assert.Equal((connection.Key, connection.Seen, null), (evidence.Key, evidence.Seen, evidence.Scanner)); // no last sighting of its own: the row's time
    }

    [Theory]
    [InlineData("""{"InternetFacingReason":"PublicScan","InternetFacingScannedPublicIp":"45.9.9.9","InternetFacingScannedPublicPort":"53","InternetFacingTransportProtocol":"Udp"}""", "-", "45.9.9.9:53")] // the older spelling
    [InlineData("""{"InternetFacingReason":"PublicScan","InternetFacingLocalIp":"45.9.9.9","InternetFacingLocalPort":53}""", "45.9.9.9:53", "-")] // no NAT
    [InlineData("""{"InternetFacingReason":"ExternalNetworkConnection"}""", "-", "-")]
    [InlineData("""{"InternetFacingReason":"ExternalNetworkConnection","InternetFacingLocalIp":"","InternetFacingLocalPort":null}""", "-", "-")]
    public void what_is_missing_is_left_open(string fields, string local, string seenAs)
    {
        var evidence = Evidence(Info(fields));
        Assert.Equal((local, seenAs), (evidence.Key.Local?.ToString() ?? "-", evidence.Key.Public?.ToString() ?? "-"));
    }

    [Theory]
    [InlineData("""{"InternetFacingReason":"Guess","InternetFacingLocalIp":"45.9.9.9"}""")] // no reason that is known
    [InlineData("""{"InternetFacingLocalIp":"45.9.9.9"}""")]
    [InlineData("""{"InternetFacingReason":"PublicScan","InternetFacingPublicScannedIp":"10.0.0.9","InternetFacingLocalIp":"10.0.0.5"}""")] // a scan of the inside
    [InlineData("""{"InternetFacingReason":"PublicScan","InternetFacingPublicScannedIp":"1.1.1.1.5"}""")]
    [InlineData("""{"InternetFacingReason":"PublicScan","InternetFacingPublicScannedIp":"45.9.9.9","InternetFacingPublicScannedPort":-1}""")]
    [InlineData("""{"InternetFacingReason":"PublicScan","InternetFacingLocalIp":"10.0.0.5"}""")] // nothing that the internet reaches
    [InlineData("""{"InternetFacingReason":"PublicScan","InternetFacingPublicScannedIp":"45.9.9.9","InternetFacingTransportProtocol":"Icmp"}""")]
    [InlineData("""{"InternetFacingReason":"ExternalNetworkConnection","InternetFacingLocalIp":"127.0.0.1"}""")] // no host's address
    [InlineData("""{"InternetFacingReason":"ExternalNetworkConnection","InternetFacingLastSeen":"2026-06-01T00:00:00Z"}""")] // too old
    [InlineData("""{"InternetFacingReason":"ExternalNetworkConnection","InternetFacingLastSeen":"2026-07-19T00:00:00Z"}""")] // in the future
    [InlineData("""{"InternetFacingReason":"ExternalNetworkConnection","InternetFacingLastSeen":"yesterday"}""")]
    [InlineData("""{"InternetFacingReason":"ExternalNetworkConnection" """)] // cut off
    [InlineData("""<str len=729 head=InternetFacingReason>""")] // redacted by its exporter
    [InlineData("""["InternetFacingReason"]""")]
    public void what_cannot_be_relied_on_is_no_evidence_and_the_device_is_still_known(string fields)
    {
        var batch = Normalising.Read(Info(fields).Envelope());
        Assert.IsType<ProfileSeen>(Assert.Single(batch.All()));
        Assert.Empty(batch.Rejected);
        Assert.True(batch.Tally.Balances());
    }

    [Theory]
    [InlineData("null", true)] // unknown; the keys speak for themselves
    [InlineData("false", true)] // they outlive the flag, and tell when it was last true
    [InlineData("true", true)]
    public void the_flag_is_not_asked(string flag, bool isSeen) =>
        Assert.Equal(isSeen, Normalising.Read(Info(Scan).And("IsInternetFacing", JsonNode.Parse(flag)).Envelope()).All().OfType<EvidenceSeen>().Any());

    [Fact]
    public void a_last_sighting_that_cannot_be_read_is_the_rows_while_the_flag_stands()
    {
        var row = Info("""{"InternetFacingReason":"ExternalNetworkConnection","InternetFacingLastSeen":"7/18/2026 12:00:00 PM"}""").And("IsInternetFacing", true);
        Assert.Equal(new(2026, 7, 18, 13, 58, 42, 666, 487, TimeSpan.Zero), Evidence(row).Seen.Last);
    }

    [Theory]
    [InlineData("Offboarded", true)]
    [InlineData("offboarded", true)]
    [InlineData("Onboarded", false)]
    [InlineData("Can be onboarded", false)]
    [InlineData(null, false)]
    public void a_device_that_was_offboarded_says_so(string? status, bool isGone)
    {
        var observations = Normalising.Read(Info(null).And("OnboardingStatus", status).Envelope()).All();
        Assert.Equal(isGone ? [new DeviceOffboarded(new(2026, 7, 18, 13, 58, 42, 666, 487, TimeSpan.Zero))] : [], observations.OfType<DeviceOffboarded>());
        Assert.Equal(status, observations.OfType<ProfileSeen>().Single().Profile.OnboardingStatus);
    }

    [Theory]
    [InlineData("45.9.9.9", "probe evidence")] // a scanner out there proves both
    [InlineData("10.9.9.9", "probe")] // one inside only tells who answered
    [InlineData("9.9.9.9", "evidence")]
    [InlineData("10.8.8.8", "")]
    public void an_own_scanners_connection_is_a_probe(string remote, string expected)
    {
        var policy = ExposurePolicy.Default with { ScannerRanges = [Range("45.9.9.9/32"), Range("10.9.9.9/32")] };

        var batch = Normalising.Read(Normalising.Event(NetworkEvent.With("RemoteIP", remote).Envelope()), policy);

        Assert.Equal(expected, string.Join(' ', batch.All().Select(each => each is ProbeReceived { Transport: Transport.Tcp, Local.Port: 443 } ? "probe" : each is EvidenceSeen ? "evidence" : "?").OrderDescending()));
        Assert.True(batch.Tally.Balances());
    }

    private static IpRange Range(string text) => IpRange.TryParse(text, out var range) ? range : throw new ArgumentException(text);

    private static NetworkEvent Info(JsonNode? fields) => new NetworkEvent { Category = "AdvancedHunting-DeviceInfo" }
        .Without("ActionType").And("OSPlatform", "WindowsServer2022").And("OnboardingStatus", "Onboarded").And("AdditionalFields", fields);

    private static EvidenceSeen Evidence(NetworkEvent row) => Assert.Single(Normalising.Read(row.Envelope()).All().OfType<EvidenceSeen>());
}
