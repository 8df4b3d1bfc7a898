using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>An application, network or gateway load balancer; its listeners are resources of their own.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Type"><c>application</c>, <c>network</c> or <c>gateway</c>.</param>
/// <param name="Scheme">Whether it has public addresses.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="Subnets">Subnets in which it has nodes.</param>
/// <param name="Groups">Its security groups.</param>
/// <param name="Families">Families of its public addresses.</param>
/// <param name="DnsName">The host name by which clients find it.</param>
public sealed record LoadBalancerV2(
    ResourceId Id,
    string Type,
    string? Scheme,
    ResourceId? Vpc,
    IReadOnlyList<ResourceId> Subnets,
    IReadOnlyList<ResourceId>? Groups,
    IReadOnlyList<Family> Families,
    string? DnsName) : LoadBalancer(Id, Scheme, Vpc, Subnets, Groups, Families, DnsName)
{
    /// <summary>Whether it passes packets on instead of proxying requests.</summary>
    public bool IsNetwork => Type is "network";

    /// <summary>Whether it only carries traffic that routes send to it, and has no address for anyone to connect to.</summary>
    public bool IsGateway => Type is "gateway";

    /// <inheritdoc/>
    public override string What => $"{Type} load balancer";

    /// <summary>Reads <c>describe-load-balancers</c> of version 2, or AWS Config.</summary>
    /// <remarks>
    /// A network load balancer that was made without security groups has none and takes every client; an application load balancer always has some
    /// (Network Load Balancers, Security groups).
    /// </remarks>
    public static LoadBalancerV2 Read(ResourceChange change)
    {
        var body = change.Body;
        var type = body["Type"].Text ?? (change.Id.Text.Contains("/net/", StringComparison.Ordinal) ? "network" : "application");
        var groups = AllIn(body["SecurityGroups"]).ToArray();
        return new(
            change.Id,
            type,
            body["Scheme"].Text,
            In(body["VpcId"]),
            [.. AllIn(body["AvailabilityZones"], "SubnetId")],
            groups.Length > 0 || type is not "application" ? groups : null,
            FamiliesOf(body["IpAddressType"].Text),
            body["DNSName"].Text)
        {
            Name = body["LoadBalancerName"].Text ?? "",
        };
    }

    /// <inheritdoc/>
    public override FlowSet? Listening(IEstate estate)
    {
        var listeners = estate.Naming<Listener>(Id).Where(listener => listener.LoadBalancer == Id).ToArray();
        return listeners.Length == 0 || Array.Exists(listeners, static listener => !listener.IsRead) ? null : listeners.Aggregate(FlowSet.Empty, static (all, listener) => all.Union(listener.Flows));
    }

    private static IReadOnlyList<Family> FamiliesOf(string? type) => type switch
    {
        "dualstack" => [Family.V4, Family.V6],
        "dualstack-without-public-ipv4" => [Family.V6],
        _ => [Family.V4],
    };
}
