using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.Aws;

public sealed class SecurityGroupTests
{
    [Theory]
    [InlineData("""{"IpProtocol":"-1","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "all")] // with -1 ports mean nothing
    [InlineData("""{"IpProtocol":"6","FromPort":80,"ToPort":81,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "tcp/80-81")]
    [InlineData("""{"IpProtocol":"udp","FromPort":53,"ToPort":53,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "udp/53")]
    [InlineData("""{"IpProtocol":"50","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "esp")]
    [InlineData("""{"IpProtocol":"icmp","FromPort":8,"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "icmp/8")]
    [InlineData("""{"IpProtocol":"icmp","FromPort":3,"ToPort":4,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "icmp/3.4")]
    [InlineData("""{"IpProtocol":"icmp","FromPort":-1,"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "icmp")] // row 19: opens no TCP
    [InlineData("""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":["0.0.0.0/0"]}""", "tcp/22")] // as AWS Config writes it
    [InlineData("""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"10.0.0.0/8"},{"CidrIp":"100.64.0.0/10"}]}""", "")] // row 18: not the internet
    [InlineData("""{"IpProtocol":"-1","UserIdGroupPairs":[{"GroupId":"sg-1"}]}""", "")] // members have private addresses
    [InlineData("", "")]
    public void a_rule_opens_exactly_what_it_says(string rule, string open) =>
        Assert.Equal(open, string.Join(' ', SmallVpc.With(rule).Open("i-1")));

    // Row 6: the internet is a set of addresses, not a text.
    [Theory]
    [InlineData("""{"CidrIp":"0.0.0.0/1"},{"CidrIp":"128.0.0.0/1"}""", Width.Wide)] // two halves
    [InlineData("""{"CidrIp":"0.0.0.0/0"}""", Width.Wide)]
    [InlineData("""{"CidrIp":"64.0.0.0/2"},{"CidrIp":"128.0.0.0/2"},{"CidrIp":"192.0.0.0/3"}""", Width.Wide)] // most of it
    [InlineData("""{"CidrIp":"198.51.0.0/16"},{"CidrIp":"2.2.2.2/28"}""", Width.Narrow)] // host bits mean nothing
    public void width_is_told_by_the_union_of_the_blocks(string blocks, Width expected)
    {
        var verdict = SmallVpc.With($$$"""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{{{blocks}}}]}""").Verdict("i-1");
        Assert.Equal(expected, verdict.WidthFor(AwsEstate.Internet));
    }

    [Theory]
    [InlineData("""{"PrefixLists":[{"PrefixListId":"pl-1","Cidrs":["0.0.0.0/1","128.0.0.0/1"]}]}""", Reachable)]
    [InlineData("""{"PrefixListId":"pl-1","Entries":[{"Cidr":"8.8.8.0/24"}]}""", Reachable)]
    [InlineData("""{"PrefixListId":"pl-1","Entries":[{"Cidr":"10.0.0.0/8"}]}""", NotReachable)]
    [InlineData("""{"PrefixListId":"pl-1","Entries":[{"Cidr":"10.0.0.0/8"},{"Cidr":"office"}]}""", Unknown)] // one entry cannot be read
    [InlineData("""{"PrefixLists":[]}""", Unknown)] // the list was not read
    public void a_prefix_list_means_its_blocks(string list, VerdictStatus expected)
    {
        var estate = SmallVpc.With("""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"PrefixListIds":[{"PrefixListId":"pl-1"}]}""", more: list);
        Assert.Equal(expected, estate.Tcp("i-1", 22));
        Assert.Equal(NotReachable, estate.Tcp("i-1", 23));
    }

    [Theory]
    [InlineData("""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"anywhere"}]}""", "'anywhere' is no address block")]
    [InlineData("""{"IpProtocol":"tcp","FromPort":30,"ToPort":20,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "is not understood")]
    [InlineData("""{"IpProtocol":"warp","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", "'warp'")]
    [InlineData("""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"TagSelectors":[{"Key":"a"}]}""", "'TagSelectors' is not known")]
    public void a_rule_that_cannot_be_understood_is_told_and_leaves_the_verdict_open(string rule, string problem)
    {
        var estate = SmallVpc.With(rule);
        Assert.Equal(Unknown, estate.Tcp("i-1", 22));
        Assert.Contains(problem, Assert.Single(estate.Named("sg-1").Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void what_any_group_of_an_interface_allows_is_let_in()
    {
        var machine = SmallVpc.Machine(groups: """{"GroupId":"sg-1"},{"GroupId":"sg-2"}""");
        var web = SmallVpc.Group("sg-2", """{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""");
        Assert.Equal(["tcp/22", "tcp/443"], SmallVpc.With(machine: machine, more: web).Open("i-1"));

        var withoutSecond = SmallVpc.With(machine: machine);
        Assert.Equal(Reachable, withoutSecond.Tcp("i-1", 22));
        Assert.Equal(Unknown, withoutSecond.Tcp("i-1", 443));
    }
}
