using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A load balancer of any generation: nodes in subnets, behind security groups.</summary>
/// <param name="Id">ARN, or for a classic one the end of its ARN.</param>
/// <param name="Scheme"><c>internet-facing</c> or <c>internal</c>; null where it was not told.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="Subnets">Subnets in which it has nodes.</param>
/// <param name="Groups">Its security groups; null where they were not told.</param>
/// <param name="Families">Families of its public addresses.</param>
/// <param name="DnsName">The host name by which clients find it.</param>
public abstract record LoadBalancer(
    ResourceId Id, string? Scheme, ResourceId? Vpc, IReadOnlyList<ResourceId> Subnets, IReadOnlyList<ResourceId>? Groups, IReadOnlyList<Family> Families, string? DnsName) : Resource(Id)
{
    /// <summary>Whether it has no public address.</summary>
    public bool IsInternal => Scheme is "internal";

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Vpc is { } vpc ? [vpc] : [];

    /// <summary>As EC2 users call it.</summary>
    public abstract string What { get; }

    /// <summary>What it listens on; null where none, or not every one, was read.</summary>
    public abstract FlowSet? Listening(IEstate estate);
}
