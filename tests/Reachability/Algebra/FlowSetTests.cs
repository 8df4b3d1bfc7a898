using ExposurePipeline.Reachability.Algebra;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Algebra;

public sealed class FlowSetTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void each_operation_decides_every_flow_as_logic_does() => Check.One(Cases, Prop.ForAll(FlowSamples.Set.Two().ToArbitrary(), sets =>
    {
        var (left, right) = (sets.Item1, sets.Item2);
        return FlowSamples.World.All(flow =>
            left.Union(right).Contains(flow) == (left.Contains(flow) || right.Contains(flow))
            && left.Intersect(right).Contains(flow) == (left.Contains(flow) && right.Contains(flow))
            && left.Except(right).Contains(flow) == (left.Contains(flow) && !right.Contains(flow)));
    }));

    [Fact]
    public void equal_sets_are_written_the_same_however_they_were_made() => Check.One(Cases, Prop.ForAll(FlowSamples.Set.Two().ToArbitrary(), sets =>
    {
        var (left, right) = (sets.Item1, sets.Item2);
        var pieces = left.Except(right).Union(left.Intersect(right));
        return pieces.Equals(left) && left.Union(right).Equals(right.Union(left)) && left.Except(left).Equals(FlowSet.Empty);
    }));

    [Fact]
    public void the_whole_space_contains_the_highest_port_and_address()
    {
        Assert.True(FlowSet.All.Sources(Family.V6, Protocols.Last, Protocols.LastPort).Contains(UInt128.MaxValue));
        Assert.True(FlowSet.All.Except(FlowSet.All).IsEmpty);
    }

    [Theory]
    [InlineData(Protocols.Tcp, 22, 22, "tcp/22")]
    [InlineData(Protocols.Udp, 33434, 33534, "udp/33434-33534")]
    [InlineData(Protocols.Tcp, 0, 65535, "tcp")]
    [InlineData(Protocols.Icmp, 0x0800, 0x08ff, "icmp/8")]
    [InlineData(Protocols.Icmp, 0x0304, 0x0304, "icmp/3.4")]
    [InlineData(47, 0, 65535, "47")]
    public void flows_are_written_as_people_write_them(int protocol, int first, int last, string expected) =>
        Assert.Equal(expected, FlowSet.Of(protocol, new(first, last)).Boxes.First().ToString());

    [Fact]
    public void two_halves_of_the_internet_are_all_of_it()
    {
        var halves = AddressSet.Of([new(0x80000000, 0xffffffff), new(0, 0x7fffffff)]);
        Assert.Equal(AddressSet.AllV4, halves);
    }
}
