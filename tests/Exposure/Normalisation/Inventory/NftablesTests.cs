using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Inventory;

/// <summary>Rules of our own in the layout of <c>nft -j list ruleset</c>.</summary>
public sealed class NftablesTests
{
    private const string Accept = """{"accept":null}""";
    private const string Drop = """{"drop":null}""";
    private const string InputChain = """{"chain":{"family":"inet","table":"filter","name":"input","handle":2,"type":"filter","hook":"input","prio":0,"policy":"drop"}}""";

    private const string Sets = """
        {"set":{"family":"inet","name":"inside","table":"filter","type":"ipv4_addr","flags":["interval"],"elem":[{"prefix":{"addr":"10.0.0.0","len":8}},{"range":["192.168.1.5","192.168.1.9"]}]}},
        {"set":{"family":"inet","name":"ports","table":"filter","type":"inet_service","elem":[80,{"range":[8000,8010]},{"elem":{"val":443,"timeout":60}}]}},
        {"map":{"family":"inet","name":"verdicts","table":"filter","type":"inet_service","map":"verdict","elem":[[25,{"accept":null}],[26,{"drop":null}]]}},
        {"chain":{"family":"inet","table":"filter","name":"services","handle":1}},
        {"rule":{"family":"inet","table":"filter","chain":"services","handle":7,"expr":[{"match":{"op":"==","left":{"payload":{"protocol":"udp","field":"dport"}},"right":123}},{"accept":null}]}}
        """;

    [Theory]
    [InlineData("tcp", "22", "Tcp 22-22")]
    [InlineData("tcp", """{"set":[80,443]}""", "Tcp 80-80; Tcp 443-443")]
    [InlineData("udp", """{"range":[5000,5010]}""", "Udp 5000-5010")]
    [InlineData("th", "53", "Any 53-53")]
    [InlineData("tcp", "\"@ports\"", "Tcp 80-80; Tcp 443-443; Tcp 8000-8010")]
    [InlineData("tcp", "\"@elsewhere\"", "Tcp 0-65535")] // a set that is not listed may have any
    [InlineData("sctp", "22", "")]
    public void a_port_that_is_accepted_is_let_in(string protocol, string ports, string expected) => Assert.Equal(expected, Ports([To(protocol, ports), Accept]));

    [Fact]
    public void behind_more_matches_than_rules_have_nothing_narrows_any_more() => // each may cost as much as all before it
        Assert.Equal("Tcp 64-65535", Ports([.. Enumerable.Range(0, 100).Select(port => To("tcp", $"{port}", "!=")), Accept]));

    [Theory]
    [InlineData("!=", "22", "Tcp 0-21; Tcp 23-65535")]
    [InlineData(">=", "1024", "Tcp 1024-65535")]
    [InlineData("<", "1024", "Tcp 0-1023")]
    public void ports_are_compared(string op, string port, string expected) => Assert.Equal(expected, Ports([To("tcp", port, op), Accept]));

    [Theory]
    [InlineData("""{"meta":{"key":"iifname"}}""", "==", "\"lo\"", "")]
    [InlineData("""{"meta":{"key":"iif"}}""", "!=", "\"lo\"", "Tcp 22-22")]
    [InlineData("""{"meta":{"key":"iifname"}}""", "==", """{"set":["lo","eth0"]}""", "Tcp 22-22")]
    [InlineData("""{"ct":{"key":"state"}}""", "in", """["established","related"]""", "")]
    [InlineData("""{"ct":{"key":"state"}}""", "in", "\"new\"", "Tcp 22-22")]
    [InlineData("""{"ct":{"key":"state"}}""", "==", """{"set":["established","new"]}""", "Tcp 22-22")]
    [InlineData("""{"payload":{"protocol":"ip","field":"saddr"}}""", "==", """{"prefix":{"addr":"10.0.0.0","len":8}}""", "")]
    [InlineData("""{"payload":{"protocol":"ip","field":"saddr"}}""", "!=", """{"prefix":{"addr":"10.0.0.0","len":8}}""", "Tcp 22-22")]
    [InlineData("""{"payload":{"protocol":"ip","field":"saddr"}}""", "==", "\"@inside\"", "")]
    [InlineData("""{"payload":{"protocol":"ip","field":"saddr"}}""", "==", """{"set":["10.0.0.1","45.9.9.9"]}""", "Tcp 22-22")]
    [InlineData("""{"payload":{"protocol":"ip6","field":"saddr"}}""", "==", """{"prefix":{"addr":"fd00::","len":8}}""", "")]
    [InlineData("""{"payload":{"protocol":"ip","field":"daddr"}}""", "==", "\"224.0.0.251\"", "")]
    [InlineData("""{"meta":{"key":"nfproto"}}""", "==", "\"ipv6\"", "Tcp 22-22")] // one family is enough
    [InlineData("""{"meta":{"key":"l4proto"}}""", "==", """{"set":["tcp","udp"]}""", "Tcp 22-22")]
    [InlineData("""{"payload":{"protocol":"ip","field":"protocol"}}""", "==", "\"icmp\"", "")]
    [InlineData("""{"payload":{"protocol":"icmp","field":"type"}}""", "==", "\"echo-request\"", "")]
    [InlineData("""{"fib":{"result":"type","flags":["daddr"]}}""", "==", "\"local\"", "Tcp 22-22")]
    [InlineData("""{"fib":{"result":"type","flags":["daddr"]}}""", "==", """{"set":["broadcast","multicast"]}""", "")]
    [InlineData("""{"payload":{"protocol":"tcp","field":"flags"}}""", "in", "\"syn\"", "Tcp 22-22")]
    [InlineData("""{"meta":{"key":"pkttype"}}""", "==", "\"broadcast\"", "")]
    [InlineData("""{"meta":{"key":"mark"}}""", "==", "7", "Tcp 22-22")] // may admit
    public void a_condition_narrows_a_rule(string left, string op, string right, string expected) =>
        Assert.Equal(expected, Ports([$$$"""{"match":{"op":"{{{op}}}","left":{{{left}}},"right":{{{right}}} }}""", To("tcp", "22"), Accept]));

    [Theory]
    [InlineData("""{"vmap":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":"@verdicts"}}""", "Tcp 25-25")]
    [InlineData("""{"vmap":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":{"set":[[70,{"accept":null}],[{"range":[71,73]},{"drop":null}]]}}}""", "Tcp 70-70")]
    [InlineData("""{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["invalid",{"drop":null}],["established",{"accept":null}],["new",{"jump":{"target":"services"}}]]}}}""", "Udp 123-123")]
    [InlineData("""{"vmap":{"key":{"meta":{"key":"iifname"}},"data":"@gone"}}""", "Any 0-65535")] // a map that is not listed
    [InlineData("""{"jump":{"target":"services"}}""", "Udp 123-123")]
    [InlineData("""{"goto":{"target":"services"}}""", "Udp 123-123")]
    [InlineData("""{"queue":{"num":0}}""", "Any 0-65535")] // a program decides
    [InlineData("""{"counter":{"packets":0,"bytes":0}}""", "")]
    public void a_verdict_may_come_from_elsewhere(string statement, string expected) => Assert.Equal(expected, Ports([statement]));

    [Fact]
    public void what_is_dropped_before_is_not_let_in_and_a_limit_shuts_nobody_out()
    {
        Assert.Equal("Tcp 21-21; Tcp 23-23", Ports([To("tcp", "22"), Drop], [To("tcp", """{"range":[21,23]}"""), Accept]));
        Assert.Equal("Tcp 22-22", Ports([To("tcp", "22"), """{"limit":{"rate":5,"per":"second"}}""", Drop], [To("tcp", "22"), """{"log":{"prefix":"x"}}""", Accept]));
    }

    [Fact]
    public void a_pair_of_address_and_port_narrows_both() =>
        Assert.Equal("Tcp 22-22", Ports([
            """{"match":{"op":"==","left":{"concat":[{"payload":{"protocol":"ip","field":"saddr"}},{"payload":{"protocol":"tcp","field":"dport"}}]},"right":{"set":[{"concat":["45.9.9.9",22]}]}}}""", Accept]));

    [Fact]
    public void a_rule_is_named_as_an_operator_finds_it() =>
        Assert.Equal(
            ["Tcp 22-22: nft inet filter input: ct state new tcp dport 22 accept comment \"ssh in\""],
            Snapshots.Firewall(Document([Rule(["""{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":"new"}}""", To("tcp", "22"), """{"counter":{"packets":0,"bytes":0}}""", Accept], comment: "ssh in")])));

    [Fact]
    public void a_rule_that_is_not_understood_may_admit_and_says_so() =>
        Assert.EndsWith("(may admit: a condition is not read)", Snapshots.Firewall(Document([Rule(["""{"xt":{"type":"match","name":"geoip"}}""", To("tcp", "22"), Accept])]))[0], StringComparison.Ordinal);

    [Fact]
    public void what_several_chains_let_in_all_of_them_let_in()
    {
        const string other = """{"chain":{"family":"ip","table":"guard","name":"early","type":"filter","hook":"input","prio":-10,"policy":"accept"}},{"rule":{"family":"ip","table":"guard","chain":"early","expr":[{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":22}},{"drop":null}]}}""";
        const string six = """{"rule":{"family":"inet","table":"filter","chain":"input","expr":[{"match":{"op":"==","left":{"meta":{"key":"nfproto"}},"right":"ipv6"}},{"drop":null}]}}""";
        Assert.Equal("Tcp 23-23", Snapshots.Ports(Document([other, six, Rule([To("tcp", """{"range":[22,23]}"""), Accept])])));
    }

    [Fact]
    public void a_policy_that_accepts_is_a_rule_for_what_is_left() =>
        Assert.Equal(["Any 0-65535: nft inet filter input: policy accept"], Snapshots.Firewall(Document([]).Replace("\"policy\":\"drop\"", "\"policy\":\"accept\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"dnat":{"addr":"10.0.0.5","port":8443}}""", "Tcp 443-443 to 10.0.0.5:8443")]
    [InlineData("""{"dnat":{"addr":"10.0.0.5"}}""", "Tcp 443-443 to 10.0.0.5:0")]
    [InlineData("""{"dnat":{"family":"ip6","addr":"fd00::5","port":8443}}""", "")] // of the other family's table
    [InlineData("""{"dnat":{"addr":"10.0.0.5","port":{"range":[443,445]}}}""", "Tcp 443-443 to 10.0.0.5:443")] // kept, as it lies in the range
    [InlineData("""{"dnat":{"addr":{"map":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":{"set":[[443,"10.0.0.8"],[81,"10.0.0.9"]]}}}}}""", "Tcp 443-443 to 10.0.0.8:0")]
    [InlineData("""{"dnat":{"addr":{"map":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":{"set":[[443,{"concat":["10.0.0.8",8080]}]]}}}}}""", "Tcp 443-443 to 10.0.0.8:8080")]
    [InlineData("""{"dnat":{"addr":{"map":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":"@targets"}}}}""", "Tcp 443-443 to 10.0.0.1:11")]
    [InlineData("""{"redirect":{"port":22}}""", "")] // stays here
    public void nat_sends_on_what_its_rules_say(string statement, string expected) => Assert.Equal(expected, Snapshots.Paths(Nat(To("tcp", "443"), statement)));

    [Fact]
    public void a_rule_for_one_public_address_says_which() =>
        Assert.Equal("Udp 53-53 to 10.0.0.7:53 at 45.9.9.1", Snapshots.Paths(Nat(
            """{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"daddr"}},"right":"45.9.9.1"}}""", To("udp", "53"), """{"dnat":{"addr":"10.0.0.7","port":53}}""")));

    [Theory]
    [InlineData("""{"nftables":[{"metainfo":{"version":"1.0.6","json_schema_version":1}}]}""", "no-data")]
    [InlineData("""{"nftables":[{"metainfo":{"version":"1.0.6"}},{"chain":{"fam""", "Truncated")] // half a ruleset is none
    [InlineData("""{"nftables":{}}""", "MissingField")]
    [InlineData("""{"nftables":[{"rule":7},{"chain":null},3,[]]}""", "no-data")]
    public void a_ruleset_is_read_whole_or_not_at_all(string body, string expected) => Assert.Equal(expected, Snapshots.Ports(body));

    private static string Ports(params string[][] rules) => Snapshots.Ports(Document([.. rules.Select(rule => Rule(rule))]));

    private static string To(string protocol, string ports, string op = "==") =>
        $$$"""{"match":{"op":"{{{op}}}","left":{"payload":{"protocol":"{{{protocol}}}","field":"dport"}},"right":{{{ports}}} }}""";

    private static string Rule(string[] statements, string? comment = null) =>
        $$$"""{"rule":{"family":"inet","table":"filter","chain":"input","handle":9,{{{(comment is null ? "" : $"\"comment\":\"{comment}\",")}}}"expr":[{{{string.Join(',', statements)}}}]}}""";

    private static string Document(string[] rules) =>
        $$$"""{"nftables": [{"metainfo":{"version":"1.0.6"}},{"table":{"family":"inet","name":"filter","handle":1}},{{{Sets}}},{{{InputChain}}}{{{string.Concat(rules.Select(rule => "," + rule))}}}]}""" + "\n";

    private static string Nat(params string[] statements) => $$$"""
        {"nftables":[{"map":{"family":"ip","name":"targets","table":"nat","type":"inet_service","map":"ipv4_addr . inet_service","elem":[[443,{"concat":["10.0.0.1",11]}]]}},
        {"chain":{"family":"ip","table":"nat","name":"prerouting","type":"nat","hook":"prerouting","prio":-100,"policy":"accept"}},
        {"rule":{"family":"ip","table":"nat","chain":"prerouting","expr":[{{{string.Join(',', statements)}}}]}}]}
        """;
}
