using System.Globalization;
using Xunit;

namespace ExposurePipeline.Tests.Lab;

/// <summary>What the pipeline says of a real network is what a stranger finds there.</summary>
public sealed class LabTests(LabSession session) : IClassFixture<LabSession>
{
    private IEnumerable<string> Reached => session.Truth.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Device} {r.Transport} {r.LocalPort}"));

    [LabFact]
    public void strangers_reach_what_is_open_and_nothing_that_is_blocked() => Same(
        [
            "45.77.0.2:22 shell Tcp 22",            // forwarded to the same port; the router's own stays hidden behind it
            "45.77.0.2:8443 web Tcp 443",           // forwarded to another port
            "45.77.0.2:5353 names Udp 53",          // the same for UDP
            "45.77.0.2:7443 router Tcp 7443",       // the router's own
            "45.77.0.8:5900 mapped Tcp 5900",       // a public address translated as a whole; 5901 is kept by the host's firewall
            "45.77.0.8:161 mapped Udp 161",
            "45.77.0.7:25 edge Tcp 25",             // on the internet itself; 3306 is kept by the host's firewall, 6379 is on loopback
            "[2a01:4f8:77::7]:587 edge Tcp 587",
            "[2a01:4f8:77:1::14]:8080 six Tcp 8080", // routed, not translated; 9090 is kept by the router
        ],
        session.Truth.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Public} {r.Device} {r.Transport} {r.LocalPort}")));

    [LabFact]
    public void the_verdict_per_device_and_port_is_what_a_connection_attempt_finds() => Same(Reached, session.Verdicts.Select(v => $"{v}"));

    [LabFact]
    public void a_scan_is_charged_to_the_device_that_answered_behind_the_scanned_endpoint() => Same(
        session.Truth.Select(r => $"{r.Public} {r.Device} {r.Transport} {r.LocalPort}"),
        session.Verdicts.Where(v => v.Reason == "PublicScan").Select(v => $"{v.Public} {v}"));

    [LabFact]
    public void hosts_that_track_connections_report_the_same_ports_by_themselves()
    {
        var tracking = Layout.Devices.Where(device => device.Ruleset.Length > 0).Select(device => device.Id).ToHashSet();

        Same(
            Reached.Where(reached => tracking.Contains(reached.Split(' ')[0])),
            session.Verdicts.Where(v => v.Reason == "ExternalNetworkConnection" && tracking.Contains(v.Device)).Select(v => $"{v}"));
    }

    [LabFact]
    public void listeners_on_loopback_and_behind_a_host_firewall_tag_nobody()
        => Assert.DoesNotContain(session.Verdicts, v => v.Device is "loop" or "walled");

    [LabFact]
    public void no_open_port_stays_nobodys() => Assert.Empty(session.Findings);

    [LabFact]
    public void nothing_that_the_tools_wrote_is_set_aside() => Assert.Empty(session.Rejected.Distinct());

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (wanted, got) = (expected.ToHashSet(), actual.ToHashSet());
        Assert.True(wanted.SetEquals(got), $"missing: {string.Join(", ", wanted.Except(got))}; wrong: {string.Join(", ", got.Except(wanted))}");
    }
}
