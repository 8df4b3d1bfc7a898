using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>Where in a VPC something stands: what decides which route table and which network ACL apply.</summary>
/// <param name="Subnet">The subnet; null where it was not told.</param>
/// <param name="Vpc">The VPC; null where it was not told.</param>
/// <param name="Address">The private address; null where it is any of the subnet's.</param>
public sealed record VpcPlace(ResourceId? Subnet, ResourceId? Vpc, IpAddress? Address = null);
