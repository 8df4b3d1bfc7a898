using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>Which flows a network ACL lets the answers of out again.</summary>
/// <remarks>
/// The client is the destination of an answer, and its ephemeral port the destination port. Which port that is, the client chooses: from 1024 to 65535
/// (VPC User Guide, Ephemeral ports). A flow counts as answered when answers may leave to any such port, since then some client gets through. A ping is
/// answered by an echo reply.
/// </remarks>
internal static class AnsweredFlows
{
    private const int EchoReply = 0;
    private const int EchoReplyV6 = 129 << 8;
    private const int FirstEphemeral = 1024;

    private static readonly FlowSet PossibleAnswers = FlowSet.All
        .Except(FlowSet.Of(Protocols.Tcp, new(0, FirstEphemeral - 1)))
        .Except(FlowSet.Of(Protocols.Udp, new(0, FirstEphemeral - 1)))
        .Except(FlowSet.Of(Protocols.Sctp, new(0, FirstEphemeral - 1)))
        .Except(FlowSet.Of(Protocols.Icmp, NumberRange.AllPorts)).Union(FlowSet.Of(Protocols.Icmp, NumberRange.Of(EchoReply)))
        .Except(FlowSet.Of(Protocols.IcmpV6, NumberRange.AllPorts)).Union(FlowSet.Of(Protocols.IcmpV6, NumberRange.Of(EchoReplyV6)));

    /// <summary>The rules for what leaves, told as rules for what entered: by protocol and client.</summary>
    public static RuleList Of(RuleList outbound) => new(
        outbound.Name,
        outbound.Deciding(FlowSet.All, allowing: true).Select(share => new Rule(share.Rule, Allows: true, Entered(share.Flows.Intersect(outbound.Reach.Certain)), Entered(share.Flows))),
        new("*", allows: false, FlowSet.All));

    private static FlowSet Entered(FlowSet leaving) => leaving.Intersect(PossibleAnswers).Boxes.Aggregate(FlowSet.Empty, static (entered, box) =>
        entered.Union(box.Family is Family.V4
            ? FlowSet.Of(box.Protocols, NumberRange.AllPorts, box.Sources, AddressSet.Empty)
            : FlowSet.Of(box.Protocols, NumberRange.AllPorts, AddressSet.Empty, box.Sources)));
}
