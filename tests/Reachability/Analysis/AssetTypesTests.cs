using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Analysis;

public sealed class AssetTypesTests
{
    [Fact]
    public void every_kind_that_is_analysed_is_found_by_its_type() =>
        Assert.All(AssetKinds.All, static each =>
        {
            var type = AssetTypes.Of(each.Kind.Cloud, each.Kind.Type.ToLowerInvariant())!;
            Assert.Equal(each.Kind.Category, type.Category);
            Assert.Contains(each.Kind.Name, type.Name, StringComparison.Ordinal); // where two share a type, the name has both
        });

    [Theory]
    [InlineData(Cloud.Gcp, "compute.googleapis.com/GlobalForwardingRule", "GCP forwarding rule")] // Cloud Asset Inventory's own name for global ones
    [InlineData(Cloud.Gcp, "compute.googleapis.com/RegionInstanceGroup", "GCP instance group")]
    [InlineData(Cloud.Gcp, "compute.googleapis.com/TargetInstance", null)] // not an instance
    [InlineData(Cloud.Azure, "microsoft.cognitiveservices/accounts", "Azure OpenAI or Azure AI services")] // the type alone does not tell
    [InlineData(Cloud.Azure, "Microsoft.Network/networkSecurityGroups", null)] // decides about others, is no asset
    [InlineData(Cloud.Aws, "AWS::EC2::Instance", "AWS EC2")]
    public void a_type_tells_its_kind(Cloud cloud, string type, string? kind) => Assert.Equal(kind, AssetTypes.Of(cloud, type)?.Name);
}
