using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Tests.Support;
using Xunit;
using Status = ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.Aws;

/// <summary>Third-party snapshots, each with the verdict that its folder's documentation gives or that AWS's rules give.</summary>
public sealed class AwsSampleTests
{
    [SampleTheory]
    [InlineData("batfish-aws/test-public-subnet", "i-06669a407b2ef3ae5", Status.Reachable, "tcp/22")] // ba-1: not 80; ba-11
    [InlineData("batfish-aws/test-public-private-subnet", "i-099cf38911942421c", Status.NotReachable, "")] // ba-8: open group, no public address
    [InlineData("batfish-aws/test-public-private-subnet", "i-094a9e5b545a4fde4", Status.Reachable, "tcp/22")] // ba-9
    [InlineData("batfish-aws/test-nat-gateway", "nat-07ab4846da51f4612", Status.NotReachable, "")] // ba-4: a public address that takes answers only
    [InlineData("batfish-aws/test-nat-gateway", "i-0b31b509174d7f5de", Status.Reachable, "icmp/8.0 tcp/22")] // ba-5: the narrow entry of the ACL comes first
    [InlineData("batfish-aws/test-nat-gateway", "i-0a128d26e59be60f3", Status.NotReachable, "")] // ba-6: goes out through the NAT gateway
    [InlineData("batfish-aws/test-nat-gateway", "i-0a73a1a6021c03ddb", Status.NotReachable, "")] // no way out at all
    [InlineData("batfish-aws/test-vpc-endpoint-gateway", "i-0464d440ca0ee9e34", Status.Reachable, "icmp/8.0 tcp/22 tcp/443 udp/33434-33534")] // ba-12
    [InlineData("batfish-aws/test-vpc-endpoint-gateway", "i-01c6c0647fdccc89e", Status.NotReachable, "")] // ba-13: the same group, no public address
    [InlineData("cloudmapper-demo", "weblb", Status.NotReachable, "")] // cm-1: listens on 8000, its group opens 443
    [InlineData("cloudmapper-demo", "webalb", Status.Unknown, "")] // cm-2: its listeners were not collected
    [InlineData("cloudmapper-demo", "i-00000000000000000", Status.Reachable, "tcp/22")] // cm-3: from two offices
    [InlineData("cloudmapper-demo", "database", Status.NotReachable, "")] // not publicly accessible
    [InlineData("cloudmapper-demo", "i-00000000000000001", Status.Unknown, "")] // an open question of its VPC: where webalb forwards to
    public void samples_get_the_verdict_that_awss_rules_give(string folder, string asset, Status expected, string open)
    {
        var estate = AwsEstate.In(Repository.Shared("cloud", folder));
        Assert.Equal(expected, estate.Verdict(asset).Status);
        Assert.Equal(open, string.Join(' ', estate.Open(asset)));
    }

    [SampleTheory]
    [InlineData("batfish-aws/test-public-subnet", "i-06669a407b2ef3ae5", Width.Wide)]
    [InlineData("batfish-aws/test-nat-gateway", "i-0b31b509174d7f5de", Width.Wide)]
    [InlineData("cloudmapper-demo", "i-00000000000000000", Width.Narrow)] // 1.1.1.1/32 and 2.2.2.2/28
    public void samples_are_as_wide_as_their_sources(string folder, string asset, Width expected) =>
        Assert.Equal(expected, AwsEstate.In(Repository.Shared("cloud", folder)).Verdict(asset).WidthFor(AwsEstate.Internet));

    [SampleFact]
    public void a_port_that_no_rule_opens_ends_at_the_security_group()
    {
        var estate = AwsEstate.In(Repository.Shared("cloud", "batfish-aws/test-public-subnet"));
        Assert.Equal(Status.NotReachable, estate.Tcp("i-06669a407b2ef3ae5", 80));
        Assert.Equal(Status.Reachable, estate.Tcp("i-06669a407b2ef3ae5", 22));
    }
}
