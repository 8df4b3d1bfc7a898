using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;
using static ExposurePipeline.Tests.Reachability.Gcp.GcpSamples;

namespace ExposurePipeline.Tests.Reachability.Gcp;

public sealed class FirewallTests
{
    private const string Half = "\"0.0.0.0/1\", \"128.0.0.0/1\"";

    [Fact]
    public void a_rule_for_everything_opens_every_protocol_although_all_has_no_ports()
    {
        var verdict = GcpWorld.Of(Instance(), Firewall("open", Allowed("all"))).Verdict("vm");
        Assert.Equal(Reachable, verdict.At(Family.V4, Protocols.Tcp, 22));
        Assert.Equal(Reachable, verdict.At(Family.V4, Protocols.Udp, 53));
        Assert.Equal(Reachable, verdict.At(Family.V4, Protocols.Esp, 0));
        Assert.Equal(Width.Wide, verdict.WidthFor(GcpWorld.Internet));
    }

    [Theory]
    [InlineData(1000, 1000, NotReachable)] // at the same priority a deny is asked first
    [InlineData(999, 1000, Reachable)] // the allow comes first
    [InlineData(1000, 500, NotReachable)] // the deny comes first
    public void deny_wins_ties_and_else_the_lower_number_decides(int allow, int deny, VerdictStatus expected) =>
        Assert.Equal(expected, Tcp22(Instance(), Firewall("a-allow", Allowed("tcp", "22"), priority: allow), Firewall("z-deny", Denied("tcp", "22"), priority: deny)));

    [Fact]
    public void a_deny_of_everything_shadows_an_allow_of_one_port() =>
        Assert.Equal(NotReachable, Tcp22(Instance(), Firewall("allow", Allowed("tcp", "22")), Firewall("deny", Denied("all"), priority: 10)));

    [Fact]
    public void a_deny_shadows_only_what_it_covers()
    {
        var verdict = GcpWorld.Of(Instance(), Firewall("allow", Allowed("tcp", "20-30")), Firewall("deny", Denied("tcp", "22"), "\"0.0.0.0/1\"", 10)).Verdict("vm");
        Assert.Equal(Reachable, verdict.At(Family.V4, Protocols.Tcp, 21));
        Assert.Equal(Reachable, verdict.At(Family.V4, Protocols.Tcp, 22));
        Assert.False(verdict.Reach.Possible.Sources(Family.V4, Protocols.Tcp, 22).Contains(0x08080808));
        Assert.True(verdict.Reach.Certain.Sources(Family.V4, Protocols.Tcp, 22).Contains(0xC8080808));
    }

    [Fact]
    public void two_denies_of_halves_together_close_what_neither_closes_alone() =>
        Assert.Equal(NotReachable, Tcp22(
            Instance(), Firewall("allow", Allowed("tcp", "22")), Firewall("low", Denied("tcp"), "\"0.0.0.0/1\"", 10), Firewall("high", Denied("all"), "\"128.0.0.0/1\"", 20)));

    [Fact]
    public void two_halves_are_the_internet() =>
        Assert.Equal(Width.Wide, GcpWorld.Of(Instance(), Firewall("allow", Allowed("tcp", "22"), Half)).Verdict("vm").WidthFor(GcpWorld.Internet));

    [Theory]
    [InlineData(""", "disabled": true""")] // does nothing
    [InlineData(""", "disabled": "true" """)] // as some exports write truth
    [InlineData(""", "direction": "EGRESS" """)] // about what leaves; the last of two members counts
    [InlineData(""", "targetTags": ["web"]""")] // for tagged instances
    [InlineData(""", "targetServiceAccounts": ["web@p.iam.gserviceaccount.com"]""")] // for another identity
    [InlineData(""", "destinationRanges": ["10.0.0.99/32"]""")] // for another address
    public void a_rule_that_is_off_or_about_others_opens_nothing(string more) =>
        Assert.Equal(NotReachable, Tcp22(Instance(), Firewall("allow", Allowed("tcp", "22"), more: more)));

    [Fact]
    public void a_disabled_deny_protects_nothing() =>
        Assert.Equal(Reachable, Tcp22(Instance(), Firewall("allow", Allowed("tcp", "22")), Firewall("deny", Denied("all"), priority: 1, more: """, "disabled": true""")));

    [Fact]
    public void a_deny_from_everywhere_is_protection() => // the peer's test takes it for exposure
        Assert.Equal(NotReachable, Tcp22(Instance(), Firewall("deny", Denied("tcp", "22"))));

    [Theory]
    [InlineData(""", "tags": { "items": ["db", "web"] }""", """, "targetTags": ["web"]""")]
    [InlineData(""", "serviceAccounts": [{ "email": "web@p.iam.gserviceaccount.com" }]""", """, "targetServiceAccounts": ["web@p.iam.gserviceaccount.com"]""")]
    [InlineData("", """, "destinationRanges": ["10.0.0.0/24"]""")] // arrives translated to the internal address
    public void a_rule_about_the_instance_opens_it(string instance, string rule) =>
        Assert.Equal(Reachable, Tcp22(Instance(more: instance), Firewall("allow", Allowed("tcp", "22"), more: rule)));

    [Fact]
    public void source_tags_are_never_the_internet() =>
        Assert.Equal(NotReachable, Tcp22(Instance(), Firewall("allow", Allowed("tcp", "22"), more: """, "sourceTags": ["web"]""").Replace("\"sourceRanges\": [\"0.0.0.0/0\"],", "", StringComparison.Ordinal)));

    [Fact]
    public void source_ranges_beside_source_tags_are_enough_alone() =>
        Assert.Equal(Reachable, Tcp22(Instance(), Firewall("allow", Allowed("tcp", "22"), more: """, "sourceTags": ["web"]""")));

    [Fact]
    public void a_rule_without_any_source_is_about_every_ipv4_address() =>
        Assert.Equal(Reachable, Tcp22(Instance(), Firewall("allow", Allowed("tcp", "22")).Replace("\"sourceRanges\": [\"0.0.0.0/0\"],", "", StringComparison.Ordinal)));

    [Fact]
    public void what_no_rule_matches_is_denied_by_the_implied_rule()
    {
        var verdict = GcpWorld.Of(Instance(), Firewall("allow", Allowed("tcp", "443"), "\"10.0.0.0/8\"")).Verdict("vm");
        Assert.Equal(NotReachable, verdict.Status);
        Assert.Equal(["implied deny ingress"], verdict.Paths[0].Block!.Hop.List!.Deciding(verdict.Paths[0].Block!.Arrived, allowing: false).Select(share => share.Rule));
    }

    [Fact]
    public void an_icmp_rule_opens_no_tcp_port()
    {
        var verdict = GcpWorld.Of(Instance(), Firewall("ping", Allowed("icmp"))).Verdict("vm");
        Assert.Equal(Reachable, verdict.Status);
        Assert.Equal(NotReachable, verdict.At(Family.V4, Protocols.Tcp, 22));
    }

    [Fact]
    public void where_no_rule_of_the_network_was_read_nobody_knows()
    {
        var verdict = GcpWorld.Of(Instance()).Verdict("vm");
        Assert.Equal(Unknown, verdict.Status);
        Assert.Contains("no firewall rule of", Explanation.Of(verdict), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"10.0.0.300/8\"")] // no address
    [InlineData("\"0.0.0.0/33\"")] // no such prefix
    public void a_range_that_cannot_be_read_leaves_the_port_undecided_and_no_other(string sources)
    {
        var verdict = GcpWorld.Of(Instance(), Firewall("odd", Allowed("tcp", "22"), sources)).Verdict("vm");
        Assert.Equal(Unknown, verdict.At(Family.V4, Protocols.Tcp, 22));
        Assert.Equal(NotReachable, verdict.At(Family.V4, Protocols.Tcp, 23));
    }

    [Theory]
    [InlineData("tcp", "22x")]
    [InlineData("all", "22")] // "all" has no ports
    [InlineData("quic", "443")]
    public void a_protocol_or_port_that_cannot_be_read_is_never_dropped(string protocol, string port) =>
        Assert.Equal(Unknown, Tcp22(Instance(), Firewall("odd", Allowed(protocol, port))));

    [Theory]
    [InlineData(""", "sourceFutureThing": ["x"]""")] // a field of a later day
    [InlineData(""", "destinationRanges": ["everywhere"]""")]
    public void a_rule_restricted_by_what_is_not_understood_may_or_may_not_match(string more) =>
        Assert.Equal(Unknown, Tcp22(Instance(), Firewall("allow", Allowed("tcp", "22"), more: more)));

    [Theory]
    [InlineData("\"8.8.8.8/1\"", true)] // host bits say nothing
    [InlineData("\"8.8.8.8\"", true)] // one address
    [InlineData("\"9.9.9.9/8\"", false)]
    public void a_prefix_says_which_bits_count(string sources, bool expected) =>
        Assert.Equal(expected, GcpWorld.Of(Instance(), Firewall("some", Allowed("tcp", "22"), sources)).Verdict("vm").Reach.Certain.Sources(Family.V4, Protocols.Tcp, 22).Contains(0x08080808));

    [Fact]
    public void an_address_of_all_zeroes_without_prefix_is_one_address() => // '::' is not '::/0'
        Assert.Equal(NotReachable, GcpWorld.Of(Instance(nic: SixNic), Firewall("allow", Allowed("tcp", "22"), "\"::\"")).Verdict("vm").At(Family.V6, Protocols.Tcp, 22));

    [Fact]
    public void ipv6_has_its_own_rules_and_its_own_address()
    {
        var open4 = Firewall("four", Allowed("tcp", "22"));
        var open6 = Firewall("six", Allowed("tcp", "22"), "\"::/0\"");
        Assert.Equal(NotReachable, GcpWorld.Of(Instance(natIp: null, nic: SixNic), open4).Verdict("vm").Status);
        Assert.Equal(Reachable, GcpWorld.Of(Instance(natIp: null, nic: SixNic), open6).Verdict("vm").At(Family.V6, Protocols.Tcp, 22));
        Assert.Equal(NotReachable, GcpWorld.Of(Instance(), open6).Verdict("vm").Status);
    }

    private const string SixNic = """, "stackType": "IPV4_IPV6", "ipv6AccessType": "EXTERNAL", "ipv6AccessConfigs": [{ "type": "DIRECT_IPV6", "externalIpv6": "2600:1900:4000::1", "externalIpv6PrefixLength": 96 }]""";

    private static VerdictStatus Tcp22(params string[] documents) => GcpWorld.Of(documents).Verdict("vm").At(Family.V4, Protocols.Tcp, 22);
}
