using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A NAT gateway has a public address and is no way in: it takes answers only (VPC User Guide, NAT gateway basics).</summary>
public sealed class NatGatewayAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Aws, "Network", "AWS NAT gateway", "AWS::EC2::NatGateway");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) => resource is NatGateway gateway
        ? new(gateway.Id, [.. gateway.PublicAddresses.Select(address => To(gateway, address, internet))], [])
        : null;

    private static Path To(NatGateway gateway, string address, InternetSources internet) =>
        new PathBuilder(new(EntranceKind.DirectAddress, gateway.Id.Text, address), internet.Strangers)
            .Closed(gateway.Id.Text, "NAT gateway", "it lets in nothing but answers to what instances sent out")
            .Build();
}
