using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A classic load balancer: its listeners and instances stand in its own body. It proxies, so that instances see its nodes.</summary>
/// <param name="Id">The end of its ARN.</param>
/// <param name="Scheme">Whether it has public addresses.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="Subnets">Subnets in which it has nodes.</param>
/// <param name="Groups">Its security groups.</param>
/// <param name="DnsName">The host name by which clients find it.</param>
/// <param name="Instances">Registered instances.</param>
/// <param name="Ports">Ports it listens on, each with the port of the instances; all of them TCP; null where they were not told, or not every one could be read.</param>
public sealed record ClassicLoadBalancer(
    ResourceId Id,
    string? Scheme,
    ResourceId? Vpc,
    IReadOnlyList<ResourceId> Subnets,
    IReadOnlyList<ResourceId>? Groups,
    string? DnsName,
    IReadOnlyList<ResourceId> Instances,
    IReadOnlyList<(int Front, int Instance)>? Ports) : LoadBalancer(Id, Scheme, Vpc, Subnets, Groups, [Family.V4], DnsName)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => base.References.Concat(Instances);

    /// <inheritdoc/>
    public override string What => "classic load balancer";

    /// <summary>Reads <c>describe-load-balancers</c> of Elastic Load Balancing, or AWS Config.</summary>
    public static ClassicLoadBalancer Read(ResourceChange change)
    {
        var body = change.Body;
        return new(
            change.Id,
            body["Scheme"].Text,
            In(body["VPCId"]),
            [.. AllIn(body["Subnets"])],
            body["SecurityGroups"].Exists ? [.. AllIn(body["SecurityGroups"])] : null,
            body["DNSName"].Text,
            [.. AllIn(body["Instances"], "InstanceId")],
            ListenersOf(body["ListenerDescriptions"]))
        {
            Name = body["LoadBalancerName"].Text ?? "",
        };
    }

    /// <inheritdoc/>
    public override FlowSet? Listening(IEstate estate) =>
        Ports?.Aggregate(FlowSet.Empty, static (all, ports) => all.Union(FlowSet.Of(Protocols.Tcp, NumberRange.Of(ports.Front))));

    private static IReadOnlyList<(int Front, int Instance)>? ListenersOf(Body descriptions)
    {
        var ports = descriptions.Items.Select(static item => PortsOf(item["Listener"])).ToArray();
        return descriptions.Exists && Array.TrueForAll(ports, static read => read is not null) ? [.. ports.OfType<(int, int)>()] : null;
    }

    private static (int Front, int Instance)? PortsOf(Body listener) =>
        listener["LoadBalancerPort"].Number is >= 0 and <= Protocols.LastPort and var front && listener["InstancePort"].Number is >= 0 and <= Protocols.LastPort and var inside
            ? ((int)front, (int)inside)
            : null;
}
