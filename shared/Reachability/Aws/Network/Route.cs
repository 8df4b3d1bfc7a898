using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A route.</summary>
/// <param name="Block">Destination, where it is a block.</param>
/// <param name="PrefixList">Destination, where it is a prefix list.</param>
/// <param name="Target">Where it leads: an id, or <c>local</c>.</param>
/// <param name="IsActive">Whether the target is there; a route to a target that is gone is a black hole that still matches.</param>
/// <param name="IsPropagated">Whether a virtual private gateway announced it; at equal length a static route wins.</param>
public sealed record Route(IpRange? Block, ResourceId? PrefixList, string Target, bool IsActive, bool IsPropagated)
{
    private static readonly string[] Targets =
    [
        "GatewayId", "NatGatewayId", "TransitGatewayId", "NetworkInterfaceId", "InstanceId", "VpcPeeringConnectionId", "EgressOnlyInternetGatewayId",
        "LocalGatewayId", "CarrierGatewayId", "CoreNetworkArn", "VpcEndpointId", "OdbNetworkArn",
    ];

    /// <summary>Whether it stays in the VPC.</summary>
    public bool IsLocal => Target is "local";

    /// <summary>The internet gateway that it leads to, unless it leads nowhere.</summary>
    public ResourceId? InternetGateway => IsActive && Target.StartsWith("igw-", StringComparison.Ordinal) ? Of(Target) : null;

    /// <summary>Reads a route; one whose state is absent is taken as active: the API tells of every black hole.</summary>
    public static Route Read(Body body) => new(
        Cidr.TryRead(body["DestinationCidrBlock"].Text ?? body["DestinationIpv6CidrBlock"].Text, out var block) ? block : null,
        In(body["DestinationPrefixListId"]),
        Targets.Select(name => body[name].Text).FirstOrDefault(static text => text is { Length: > 0 }) ?? "nothing",
        body["State"].Text is not "blackhole",
        body["Origin"].Text is "EnableVgwRoutePropagation");

    /// <summary>The rules that it makes, each with the length of the prefix that ranks it.</summary>
    /// <remarks>
    /// A gateway endpoint's list holds addresses of an AWS service that opens no connections (VPC User Guide, Gateway endpoints): unread, it takes no
    /// client away. Any other list or destination that was not read may cover anything.
    /// </remarks>
    internal IEnumerable<(int Length, Rule Rule)> Rules(IEstate? estate)
    {
        if (Block is { } block)
        {
            return [RuleOf(block)];
        }

        var list = estate?.Find<PrefixList>(PrefixList);
        return list is { IsComplete: true } ? list.Ranges.Select(RuleOf)
            : Target.StartsWith("vpce-", StringComparison.Ordinal) && PrefixList is not null ? []
            : [(int.MaxValue, new($"{PrefixList?.Text ?? "?"} -> {Target}", InternetGateway is not null, FlowSet.Empty, FlowSet.All))];
    }

    private (int Length, Rule Rule) RuleOf(IpRange block) =>
        (block.PrefixLength, new($"{block} -> {Target}{(IsActive ? "" : " (black hole)")}", InternetGateway is not null, SourceSet.Of([block]).On(NumberRange.AllProtocols, NumberRange.AllPorts)));
}
