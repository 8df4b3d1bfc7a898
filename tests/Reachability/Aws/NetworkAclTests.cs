using ExposurePipeline.Reachability.Algebra;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.Aws;

public sealed class NetworkAclTests
{
    private const string Out = """{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0"}""";
    private const string In = """{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0"}""";

    [Fact]
    public void entries_are_asked_by_number_not_in_the_order_they_come() =>
        Assert.Equal(NotReachable, SmallVpc.With(entries: $$$"""{{{In}}},{{{Out}}},{"RuleNumber":90,"Protocol":"6","RuleAction":"deny","Egress":false,"CidrBlock":"0.0.0.0/0","PortRange":{"From":22,"To":22}}""").Tcp("i-1", 22));

    // Row 2: a deny shadows what it covers, and several together may cover all.
    [Fact]
    public void the_residue_of_denies_is_the_answer()
    {
        const string Any = """{"IpProtocol":"tcp","FromPort":0,"ToPort":65535,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""";
        static string Deny(int number, string block, int from, int to) =>
            $$$"""{"RuleNumber":{{{number}}},"Protocol":"6","RuleAction":"deny","Egress":false,"CidrBlock":"{{{block}}}","PortRange":{"From":{{{from}}},"To":{{{to}}}}}""";
        var estate = SmallVpc.With(Any, $"{In},{Out},{Deny(10, "0.0.0.0/1", 22, 22)},{Deny(11, "128.0.0.0/1", 22, 23)},{Deny(12, "8.8.8.0/24", 80, 80)}");
        Assert.Equal(NotReachable, estate.Tcp("i-1", 22)); // two halves
        Assert.Equal(Reachable, estate.Tcp("i-1", 23)); // one half is left
        Assert.Equal(Reachable, estate.Tcp("i-1", 80));
        Assert.False(estate.Verdict("i-1").Reach.Possible.Sources(Family.V4, Protocols.Tcp, 80).Contains(0x08080808));
    }

    [Theory]
    [InlineData("""{"RuleNumber":100,"Protocol":"6","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0","PortRange":{"From":1024,"To":65535}}""", true)]
    [InlineData("""{"RuleNumber":100,"Protocol":"6","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0","PortRange":{"From":32768,"To":60999}}""", true)] // some clients
    [InlineData("""{"RuleNumber":100,"Protocol":"6","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0","PortRange":{"From":443,"To":443}}""", false)] // no client's port
    [InlineData("""{"RuleNumber":100,"Protocol":"17","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0","PortRange":{"From":1024,"To":65535}}""", false)] // another protocol
    [InlineData("""{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":true,"CidrBlock":"10.0.0.0/8"}""", false)] // to nobody on the internet
    [InlineData("""{"RuleNumber":32767,"Protocol":"-1","RuleAction":"deny","Egress":true,"CidrBlock":"0.0.0.0/0"}""", false)]
    public void an_acl_keeps_no_state_so_answers_to_ephemeral_ports_must_be_let_out(string outbound, bool isReached) =>
        Assert.Equal(isReached ? Reachable : NotReachable, SmallVpc.With(entries: $"{In},{outbound}").Tcp("i-1", 22));

    [Fact]
    public void answers_are_let_out_to_the_clients_that_the_outbound_entries_name()
    {
        var estate = SmallVpc.With(entries: $$$"""{{{In}}},{"RuleNumber":100,"Protocol":"6","RuleAction":"allow","Egress":true,"CidrBlock":"198.51.0.0/16","PortRange":{"From":1024,"To":65535}}""");
        var sources = estate.Verdict("i-1").Reach.Certain.Sources(Family.V4, Protocols.Tcp, 22);
        Assert.True(sources.Contains(0xc6330001));
        Assert.False(sources.Contains(0x08080808));
    }

    [Fact]
    public void a_subnet_that_no_acl_names_has_the_default_acl_of_its_vpc()
    {
        var closed = """{"NetworkAcls":[{"NetworkAclId":"acl-1","VpcId":"vpc-1","IsDefault":true,"Associations":[],"Entries":[]}]}""";
        var verdict = SmallVpc.With(more: closed).Verdict("i-1");
        Assert.Equal("acl-1", verdict.Paths[0].Block?.Hop.Resource);
    }

    [Theory]
    [InlineData("""{"RuleNumber":50,"Protocol":"6","RuleAction":"deny","Egress":false,"CidrBlock":"somewhere","PortRange":{"From":22,"To":22}}""")]
    [InlineData("""{"RuleNumber":50,"Protocol":"6","RuleAction":"reject","Egress":false,"CidrBlock":"0.0.0.0/0","PortRange":{"From":22,"To":22}}""")]
    [InlineData("""{"RuleNumber":100,"Protocol":"6","RuleAction":"deny","Egress":false,"CidrBlock":"0.0.0.0/0","PortRange":{"From":22,"To":22}}""")] // the same number twice
    public void an_entry_that_is_not_certain_leaves_its_own_traffic_open_and_nothing_else(string entry)
    {
        var estate = SmallVpc.With("""{"IpProtocol":"tcp","FromPort":0,"ToPort":65535,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", $"{In},{Out},{entry}");
        Assert.Equal(Unknown, estate.Tcp("i-1", 22));
    }
}
