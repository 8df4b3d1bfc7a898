using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Values;

public sealed class CloudAssetTests
{
    private const string Machine = "/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm1";

    [Theory]
    [InlineData("/subscriptions/S1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/VM1", Machine)] // ARM ids are compared without regard to case
    [InlineData("subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1/", Machine)]
    [InlineData("https://management.azure.com/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1?api-version=2024-07-01", Machine)]
    [InlineData("/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/vm1", Machine)] // flexible: it has a machine of its own
    [InlineData("/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/3", "/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachinescalesets/set/virtualmachines/3")] // uniform: it has not
    [InlineData("/subscriptions/s1/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/Arc1", "/subscriptions/s1/resourcegroups/rg/providers/microsoft.hybridcompute/machines/arc1")]
    [InlineData("arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc", "i-0abc")] // as flow logs name it
    [InlineData("i-0abc", "i-0abc")]
    [InlineData("arn:aws:rds:eu-west-1:123456789012:db:Web", "arn:aws:rds:eu-west-1:123456789012:db:Web")]
    [InlineData("//compute.googleapis.com/projects/p/zones/z/instances/VM", "//compute.googleapis.com/projects/p/zones/z/instances/vm")]
    [InlineData("https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/vm", "//compute.googleapis.com/projects/p/zones/z/instances/vm")]
    [InlineData("https://compute.googleapis.com/compute/v1/projects/p/zones/z/instances/vm", "//compute.googleapis.com/projects/p/zones/z/instances/vm")]
    [InlineData("https://compute.us-central1.rep.googleapis.com/compute/v1/projects/p/zones/z/instances/vm", "//compute.googleapis.com/projects/p/zones/z/instances/vm")]
    [InlineData("projects/p/zones/z/instances/vm", "//compute.googleapis.com/projects/p/zones/z/instances/vm")]
    public void every_spelling_of_a_resource_is_one_device(string resource, string device) => Assert.Equal(device, CloudAsset.DeviceOf(resource)?.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("web1.contoso.com")] // a host name
    [InlineData("i-am-a-host")]
    [InlineData("i-")]
    [InlineData("https://example.com/subscriptions/s1")]
    [InlineData("https://")]
    [InlineData("4c4c4544-0042")]
    public void text_that_names_no_resource_is_no_device(string? text) => Assert.Null(CloudAsset.DeviceOf(text));

    [Fact]
    public void a_long_id_is_its_beginning_and_a_hash_whatever_its_case()
    {
        var id = $"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/{new string('g', 90)}/providers/Microsoft.Compute/virtualMachines/vm1";
        var device = CloudAsset.DeviceOf(id)!.Value;
        Assert.Equal(DeviceId.MaxLength, device.Value.Length);
        Assert.StartsWith("/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/ggg", device.Value, StringComparison.Ordinal);
        Assert.Equal(device, CloudAsset.DeviceOf(id.ToUpperInvariant()));
        Assert.Equal(device, CloudAsset.DeviceOf(device.Value)); // stays itself
        Assert.NotEqual(device, CloudAsset.DeviceOf(id + "2"));
    }
}
