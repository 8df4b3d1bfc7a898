using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Analysis;

public sealed class PortQuestionTests
{
    [Theory]
    [InlineData("tcp/22", "22", true)]
    [InlineData("tcp/22", "23", false)]
    [InlineData("tcp/22", "udp/22", false)] // another protocol
    [InlineData("tcp/20-25", "22", true)]
    [InlineData("tcp/20-25", "26", false)]
    [InlineData("tcp", "22", true)] // every port
    [InlineData("tcp", "udp/53", false)]
    [InlineData("all", "udp/53", true)]
    [InlineData("7-20", "udp/53", true)] // a range of protocols: 17 lies in it
    [InlineData("7-20", "22", false)]
    [InlineData("0-5", "22", false)]
    [InlineData("icmp/8", "8", false)] // types of ICMP are no ports
    public void a_port_is_open_where_the_flows_have_it(string traffic, string asked, bool expected)
    {
        Assert.True(PortQuestion.TryParse(asked, out var question));
        FlowView[] flows = [new(Family.V6, traffic, true, [], 1)];

        Assert.Equal(expected ? VerdictStatus.Reachable : VerdictStatus.NotReachable, question.Answer(View(VerdictStatus.Reachable, flows, [])));
        Assert.Equal(expected ? VerdictStatus.Unknown : VerdictStatus.NotReachable, question.Answer(View(VerdictStatus.Unknown, [], flows)));
    }

    [Fact]
    public void what_was_not_read_leaves_every_port_open_to_doubt() =>
        Assert.Equal(VerdictStatus.Unknown, new PortQuestion(6, 22).Answer(View(VerdictStatus.Unknown, [], []) with { Missing = ["a subnet"] }));

    private static VerdictView View(VerdictStatus status, FlowView[] reachable, FlowView[] perhaps) => new("vm", status, reachable, perhaps, [], []);
}
