using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A way to the listeners of a load balancer: to its node in one subnet, for clients of one family.</summary>
/// <param name="Path">The way.</param>
/// <param name="Clients">The family of the clients.</param>
/// <param name="Subnets">Where the node's own addresses are: targets of a proxy see one of them.</param>
internal sealed record FrontNode(PathBuilder Path, Family Clients, IReadOnlyList<ResourceId> Subnets);
