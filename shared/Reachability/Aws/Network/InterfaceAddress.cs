using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>An address of a network interface.</summary>
/// <param name="Private">Inside the VPC.</param>
/// <param name="Public">The public address that is translated to it; null for none.</param>
/// <param name="IsElastic">Whether the public address stays when the instance stops; one of Amazon's pool is given back.</param>
public sealed record InterfaceAddress(IpAddress Private, IpAddress? Public, bool IsElastic);
