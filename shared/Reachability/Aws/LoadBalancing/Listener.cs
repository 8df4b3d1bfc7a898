using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A listener.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="LoadBalancer">The load balancer that listens.</param>
/// <param name="Protocol">As Elastic Load Balancing names it: <c>HTTPS</c>, <c>TCP_UDP</c>, …</param>
/// <param name="Port">Its port; null where it was not told.</param>
/// <param name="TargetGroups">Where its default action forwards to.</param>
public sealed record Listener(ResourceId Id, ResourceId? LoadBalancer, string Protocol, int? Port, IReadOnlyList<ResourceId> TargetGroups) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => LoadBalancer is { } balancer ? TargetGroups.Append(balancer) : TargetGroups;

    /// <summary>The transport protocols; none for GENEVE, which only gateway load balancers use.</summary>
    public IEnumerable<int> Transports => Protocol switch
    {
        "HTTP" or "HTTPS" or "TCP" or "TLS" => [Protocols.Tcp],
        "UDP" or "QUIC" => [Protocols.Udp],
        "TCP_UDP" or "TCP_QUIC" => [Protocols.Tcp, Protocols.Udp],
        _ => [],
    };

    /// <summary>Whether port and protocol are understood.</summary>
    public bool IsRead => Port is not null && (Protocol is "GENEVE" || Transports.Any());

    /// <summary>What it listens on.</summary>
    public FlowSet Flows => Port is { } port ? Transports.Aggregate(FlowSet.Empty, (all, transport) => all.Union(FlowSet.Of(transport, NumberRange.Of(port)))) : FlowSet.Empty;

    /// <summary>Reads <c>describe-listeners</c>.</summary>
    public static Listener Read(ResourceChange change)
    {
        var listener = new Listener(
            change.Id,
            In(change.Body["LoadBalancerArn"]),
            change.Body["Protocol"].Text ?? "",
            change.Body["Port"].Number is >= 0 and <= Protocols.LastPort and var port ? (int)port : null,
            Forwarding.TargetGroups(change.Body["DefaultActions"]));
        return listener.IsRead ? listener : listener with { Problems = [$"{change.Id}: protocol '{listener.Protocol}' on port '{change.Body["Port"].Text}' is not understood."] };
    }
}
