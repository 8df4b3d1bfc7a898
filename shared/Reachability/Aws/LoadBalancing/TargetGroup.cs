using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A target group.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Type">What its targets are: <c>instance</c>, <c>ip</c>, <c>lambda</c> or <c>alb</c>.</param>
/// <param name="Protocol">The protocol towards targets.</param>
/// <param name="Port">The port of targets that were registered without one of their own.</param>
/// <param name="Family">The family of the targets' addresses.</param>
/// <param name="Vpc">The VPC of its targets.</param>
/// <param name="LoadBalancers">The load balancers that use it.</param>
/// <param name="PreservesClient">The attribute <c>preserve_client_ip.enabled</c>; null where it was not told, which means its default.</param>
public sealed record TargetGroup(
    ResourceId Id,
    string Type,
    string Protocol,
    int? Port,
    Family Family,
    ResourceId? Vpc,
    IReadOnlyList<ResourceId> LoadBalancers,
    bool? PreservesClient) : Resource(Id)
{
    /// <summary>The attribute <c>load_balancing.cross_zone.enabled</c>; null where it was not told, or where the load balancer's own counts.</summary>
    public bool? CrossesZones { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Vpc is { } vpc ? LoadBalancers.Append(vpc) : LoadBalancers;

    /// <summary>
    /// Whether targets behind a network load balancer see the client's address: always with UDP; else as set; else with targets that are instances or
    /// application load balancers (Network Load Balancers, Edit target group attributes, Client IP preservation).
    /// </summary>
    public bool KeepsClient => Protocol is "UDP" or "TCP_UDP" or "QUIC" or "TCP_QUIC" || Type is "alb" || (PreservesClient ?? Type is "instance");

    /// <summary>Reads <c>describe-target-groups</c>, with the attributes where the collector keeps them in it.</summary>
    public static TargetGroup Read(ResourceChange change)
    {
        var body = change.Body;
        return new(
            change.Id,
            body["TargetType"].Text ?? "instance",
            body["Protocol"].Text ?? "",
            body["Port"].Number is >= 0 and <= Protocols.LastPort and var port ? (int)port : null,
            body["IpAddressType"].Text is "ipv6" ? Family.V6 : Family.V4,
            In(body["VpcId"]),
            [.. AllIn(body["LoadBalancerArns"])],
            Attribute(body, "preserve_client_ip.enabled"))
        {
            CrossesZones = Attribute(body, "load_balancing.cross_zone.enabled"),
            Name = body["TargetGroupName"].Text ?? "",
        };
    }

    private static bool? Attribute(Body body, string key) => body["Attributes"].Items.FirstOrDefault(item => item["Key"].Text == key)["Value"].Flag;
}
