using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.State;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Decisions;

public sealed class CauseTests
{
    private static readonly Expectation Web = new("public web servers", "web", null, "nginx", Transport.Tcp, [new(80, 80), new(443, 443)]);
    private static readonly AllowingRule Https = new("World Wide Web (HTTPS)", Transport.Tcp, 443, 443, null);
    private static readonly AllowingRule Everything = new("policy ACCEPT", null, 0, 65535, null);

    public static TheoryData<string, string?, ushort, string?, AllowingRule?, string?, CauseKind> Table => new()
    {
        // what for, tag, port, process, host rule, network rule, cause
        { "the expected process on the expected port", "web", 443, "nginx", null, null, CauseKind.IntendedService },
        { "even where everything is let in", "web", 443, "NGINX", Everything, "dnat", CauseKind.IntendedService },
        { "another process on the expected port", "web", 443, "nc", null, null, CauseKind.Unexpected },
        { "an unknown process is not the expected one", "web", 443, null, null, null, CauseKind.Unexpected },
        { "another port of the expected process", "web", 8080, "nginx", null, null, CauseKind.Unexpected },
        { "unexpected, and a host rule lets it in", "web", 8080, "nginx", new("test rule", Transport.Tcp, 8000, 9000, null), null, CauseKind.MisconfiguredHostFirewall },
        { "unexpected, and a network rule leads to it", "web", 8080, "nginx", null, "dnat", CauseKind.MisconfiguredNetworkRule },
        { "a network rule is blamed before a host rule", "web", 8080, "nginx", Everything, "dnat", CauseKind.MisconfiguredNetworkRule },
        { "nobody said what it is to serve", null, 443, "nginx", Https, null, CauseKind.Unknown },
        { "a path may well be meant", null, 443, "nginx", null, "dnat", CauseKind.Unknown },
        { "a firewall that lets in everything is none", null, 443, "nginx", Everything, null, CauseKind.MisconfiguredHostFirewall },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void the_cause_follows_from_expectations_and_rules(string why, string? tag, ushort port, string? process, AllowingRule? hostRule, string? networkRule, CauseKind expected)
    {
        var evidence = Connection(T, port, process: process is null ? null : new(process, null, 1)) with { Path = networkRule };
        List<Observation> all = [evidence, Tagged(tag)];
        all.AddRange(hostRule is null ? [] : [new FirewallSeen([hostRule], T, "test")]);
        Assert.True(expected == Cause(all, evidence.Key).Kind, why);
    }

    [Theory]
    [InlineData("C:\\Windows\\System32\\svchost.exe", "svchost.exe", true)] // a path and a file name
    [InlineData("/usr/sbin/sshd", "/opt/sshd", true)]
    [InlineData("other.exe", "svchost.exe", false)]
    [InlineData("other.exe", null, true)] // an unknown process may be any
    public void a_rule_for_a_program_admits_that_program_only(string program, string? process, bool admits)
    {
        var evidence = Connection(T, 3389, process: process is null ? null : new(process, null, 1));
        var cause = Cause([evidence, new FirewallSeen([new("rdp", Transport.Tcp, 3389, 3389, program)], T, "test")], evidence.Key);
        Assert.Equal(admits ? "rdp" : null, cause.HostRule?.Name);
    }

    [Fact]
    public void a_rule_of_the_other_transport_or_another_port_admits_nothing()
    {
        var evidence = Connection(T, 443);
        var cause = Cause([evidence, new FirewallSeen([new("dns", Transport.Udp, 443, 443, null), new("ssh", Transport.Tcp, 22, 22, null)], T, "test")], evidence.Key);
        Assert.Null(cause.HostRule);
    }

    [Fact]
    public void the_listener_is_the_process_where_the_evidence_names_none()
    {
        var scan = new EvidenceSeen(new(Reason.PublicScan, Transport.Tcp, new(Ip("10.0.0.5"), 443), null), Sighting.At(T), [], Attribution.NamedByEvent, null, "nmap", "nmap");
        var cause = Cause([scan, new ListenerSeen(Transport.Tcp, new(Ip("0.0.0.0"), 443), Sighting.At(T), new("nginx", null, 1)), Tagged("web")], scan.Key);
        Assert.Equal(("nginx", CauseKind.IntendedService, "public web servers"), (cause.Process?.Value.Name, cause.Kind, cause.Expectation?.Name));
    }

    [Fact]
    public void the_steps_name_rule_port_and_process()
    {
        var rdp = Connection(T, 3389, process: new("svchost.exe", null, 1));
        var state = StateSamples.DeviceOf(
            [rdp, Connection(T, 8080) with { Path = "dnat 8080" }, Connection(T, 443, process: new("nginx", null, 2)), Tagged("web"), new FirewallSeen([new("Remote Desktop", Transport.Tcp, 3389, 3389, null)], T, "test")], TimeSpan.Zero);
        var exposure = DeviceExposure.Of(state, ExposurePolicy.Default with { Expectations = [Web] }, T);
        Assert.Equal(
            [
                "Disable the firewall rule 'Remote Desktop' or restrict its remote addresses: it lets the internet in to TCP port 3389 of svchost.exe.",
                "Remove the network rule 'dnat 8080' or restrict its sources: it leads the internet to TCP port 8080.",
            ],
            Step.For(exposure).Select(s => s.Text));
        Assert.Equal(ExposureState.Exposed, exposure.State);
    }

    [Fact]
    public void a_device_that_serves_only_what_is_expected_is_compliant_and_still_internet_facing()
    {
        var state = StateSamples.DeviceOf([Connection(T, 443, process: new("nginx", null, 2)), Tagged("web")], TimeSpan.Zero);
        var exposure = DeviceExposure.Of(state, ExposurePolicy.Default with { Expectations = [Web] }, T);
        Assert.Equal((ExposureState.Compliant, true), (exposure.State, exposure.Status.IsInternetFacing));
    }

    private static Cause Cause(IEnumerable<Observation> observations, EvidenceKey key)
    {
        var state = StateSamples.DeviceOf(observations, TimeSpan.Zero);
        return ExposurePipeline.Exposure.Decisions.Cause.Of(
            new(key, state.Evidence.TryGet(key, out var evidence) ? evidence : throw new InvalidOperationException()), state, ExposurePolicy.Default with { Expectations = [Web] });
    }

    private static ProfileSeen Tagged(string? tag) => new(new(null, null, null, null, null, null, null, null, null, null, tag is null ? [] : [tag], null, null, null), T);
}
