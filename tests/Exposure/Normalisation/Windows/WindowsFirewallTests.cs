using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Windows;

/// <summary>The Windows firewall's log.</summary>
public sealed class WindowsFirewallTests
{
    internal const string Header = """
        #Version: 1.5
        #Software: Microsoft Windows Firewall
        #Time Format: Local
        #Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path

        """;

    internal const string Allowed = "2026-07-18 13:40:00 ALLOW TCP 45.9.9.9 84.251.60.178 51000 443 0 - 0 0 0 - - - RECEIVE";

    [Theory]
    [InlineData(Allowed, Transport.Tcp)]
    [InlineData("2026-07-18 13:40:00 ALLOW UDP 45.9.9.9 84.251.60.178 51000 443 0 - - - - - - - RECEIVE", Transport.Udp)]
    [InlineData("2026-07-18 13:40:00 OPEN-INBOUND TCP 45.9.9.9 84.251.60.178 51000 443 - - - - - - - - -", Transport.Tcp)] // Windows XP
    [InlineData("2026-07-18 13:40:00 allow tcp 45.9.9.9 84.251.60.178 51000 443 0 - 0 0 0 - - - receive", Transport.Tcp)]
    public void what_was_let_in_was_accepted(string line, Transport transport)
    {
        var entity = Assert.Single(Normalising.Read(Header + line + "\n").Observations);
        Assert.Equal((EntityKind.Address, "84.251.60.178"), (entity.Entity.Kind, entity.Entity.Key));
        var accepted = Assert.IsType<ConnectionAccepted>(Assert.Single(entity.Observations));
        Assert.Equal((transport, 443, "windows-firewall-log"), (accepted.Transport, accepted.Port, accepted.Source));
        Assert.Equal("45.9.9.9", $"{Assert.Single(accepted.Remotes)}");
    }

    [Theory]
    [InlineData("DROP UDP 45.9.9.9 84.251.60.178 137 137 78 - - - - - - - RECEIVE", FilterRule.NotCompleted)]
    [InlineData("DROP TCP 45.9.9.9 84.251.60.178 51000 443 48 S 1640769051 0 65535 - - - RECEIVE", FilterRule.NotCompleted)]
    [InlineData("ALLOW TCP 10.0.0.5 45.9.9.9 51000 443 0 - 0 0 0 - - - SEND", FilterRule.Outbound)]
    [InlineData("OPEN TCP 10.0.0.5 45.9.9.9 51000 443 - - - - - - - - -", FilterRule.Outbound)]
    [InlineData("CLOSE TCP 45.9.9.9 10.0.0.5 51000 443 - - - - - - - - -", FilterRule.KindNotRead)]
    [InlineData("ALLOW TCP 45.9.9.9 10.0.0.5 51000 443 0 - 0 0 0 - - - FORWARD", FilterRule.KindNotRead)]
    [InlineData("INFO-EVENTS-LOST - - - - - - - - - - - - 59 -", FilterRule.NoData)] // one column short
    [InlineData("ALLOW ICMP 45.9.9.9 84.251.60.178 - - 0 - - - - 8 0 - RECEIVE", FilterRule.TransportNotRead)]
    [InlineData("ALLOW 2 45.9.9.9 224.0.0.22 - - 0 - - - - - - - RECEIVE", FilterRule.TransportNotRead)]
    [InlineData("ALLOW UDP 45.9.9.9 255.255.255.255 1631 2234 0 - - - - - - - RECEIVE", FilterRule.LocalNotHost)]
    [InlineData("ALLOW UDP 0.0.0.0 10.0.0.5 68 67 0 - - - - - - - RECEIVE", FilterRule.RemoteNotInternet)]
    [InlineData("ALLOW TCP 10.0.0.9 10.0.0.5 51000 445 0 - 0 0 0 - - - RECEIVE", FilterRule.RemoteNotInternet)]
    [InlineData("ALLOW TCP 84.251.60.178 84.251.60.178 51000 445 0 - 0 0 0 - - - RECEIVE", FilterRule.Hairpin)]
    public void what_no_stranger_reached_is_filtered(string line, string rule) =>
        Assert.Equal(1, Normalising.Read($"{Header}2026-07-18 13:40:00 {line}\n").Tally.Filtered[rule]);

    [Theory]
    [InlineData("ALLOW TCP 45.9.9.9 10.0.0.5 51000 443 0 - 0 0 0 - - - -", RejectionReason.MissingField)] // no direction
    [InlineData("ALLOW TCP 45.9.9.9 10.0.0.5 51000 443 0 - 0 0 0 - - - SIDEWAYS", RejectionReason.InvalidField)]
    [InlineData("PERMIT TCP 45.9.9.9 10.0.0.5 51000 443 0 - 0 0 0 - - - RECEIVE", RejectionReason.UnknownAction)]
    [InlineData("ALLOW TCP - 10.0.0.5 51000 443 0 - 0 0 0 - - - RECEIVE", RejectionReason.MissingField)]
    [InlineData("ALLOW TCP 45.9.9 10.0.0.5 51000 443 0 - 0 0 0 - - - RECEIVE", RejectionReason.InvalidField)]
    [InlineData("ALLOW TCP 45.9.9.9 10.0.0.5 51000 -443 0 - 0 0 0 - - - RECEIVE", RejectionReason.InvalidField)]
    [InlineData("ALLOW TCP 45.9.9.9 10.0.0.5 51000 70000 0 - 0 0 0 - - - RECEIVE", RejectionReason.InvalidField)]
    [InlineData("ALLOW TCP 45.9.9.9 10.0.0.5", RejectionReason.MissingField)]
    public void what_cannot_be_understood_is_rejected(string line, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Normalising.Read($"{Header}2026-07-18 13:40:00 {line}\n").Rejected).Rejection.Reason);

    [Fact]
    public void a_time_that_is_none_is_rejected() =>
        Assert.Equal(RejectionReason.InvalidTimestamp, Assert.Single(Normalising.Read(Header + Allowed.Replace("13:40", "25:40", StringComparison.Ordinal)).Rejected).Rejection.Reason);

    [Theory]
    [InlineData(60)]
    [InlineData(84)]
    public void a_half_line_at_the_end_is_truncated(int length)
    {
        var batch = Normalising.Read($"{Header}{Allowed}\n{Allowed[..length]}");
        Assert.Equal(1, batch.Tally.Observed);
        Assert.Equal(RejectionReason.Truncated, Assert.Single(batch.Rejected).Rejection.Reason);
    }

    [Fact]
    public void a_line_without_end_that_is_whole_counts() => Assert.Equal(1, Normalising.Read(Header + Allowed).Tally.Observed);

    [Fact]
    public void headers_name_the_columns_of_what_follows_them()
    {
        const string second = "#Fields: time date path dst-port dst-ip src-port src-ip protocol action pid\n13:41:00 2026-07-18 RECEIVE 8443 84.251.60.178 51000 45.9.9.9 TCP ALLOW 4\n";
        var ports = Normalising.Read($"{Header}{Allowed}\n{second}".Replace("\n", "\r\n", StringComparison.Ordinal)).All().Cast<ConnectionAccepted>().Select(accepted => (int)accepted.Port);
        Assert.Equal([443, 8443], ports.Order());
    }

    [Fact]
    public void lines_without_a_header_have_the_columns_of_every_version()
    {
        var batch = Normalising.Read(Allowed);
        Assert.Equal(1, batch.Tally.Observed);
    }

    [Theory]
    [InlineData(null, "Local", "2026-07-18T13:40:00Z")]
    [InlineData("+02:00", "Local", "2026-07-18T11:40:00Z")]
    [InlineData("America/New_York", "Local", "2026-07-18T17:40:00Z")] // in the future of the test's clock
    [InlineData("-01:30", "GMT", "2026-07-18T13:40:00Z")]
    public void the_clock_is_the_headers_and_the_events(string? zone, string format, string expected)
    {
        var raw = Event(Header.Replace("Local", format, StringComparison.Ordinal) + Allowed, ("timeZone", zone));
        var accepted = Normaliser.Normalise([raw], Normalising.Ageless, Normalising.Now.AddDays(1)).All();
        Assert.Equal(DateTimeOffset.Parse(expected, null), Assert.IsType<ConnectionAccepted>(Assert.Single(accepted)).Seen.First);
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("+2")]
    public void a_zone_that_does_not_exist_is_said(string zone) =>
        Assert.Contains("timeZone", Assert.Single(Normalising.Read(Event(Header + Allowed, ("timeZone", zone))).Rejected).Rejection.Detail, StringComparison.Ordinal);

    [Fact]
    public void the_events_device_has_the_evidence()
    {
        var entity = Assert.Single(Normalising.Read(Event(Header + Allowed, ("deviceId", "WEB01."))).Observations);
        Assert.Equal((EntityKind.Device, "web01"), (entity.Entity.Kind, entity.Entity.Key));
    }

    private static RawEvent Event(string body, (string Name, string? Value) property) => Normalising.Event(body) with
    {
        Properties = property.Value is { } value ? new(new Dictionary<string, string> { [property.Name] = value }) : EventProperties.None,
    };
}
