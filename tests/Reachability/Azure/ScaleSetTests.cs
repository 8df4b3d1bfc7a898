using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Azure;

public sealed class ScaleSetTests
{
    private const string Instance = "~Compute/virtualMachineScaleSets/set/virtualMachines/0";

    // The model gives each instance an address; only one instance is to be.
    private const string Set = """
        {"id":"~Compute/virtualMachineScaleSets/set","type":"Microsoft.Compute/virtualMachineScaleSets","sku":{"capacity":1},"properties":{"virtualMachineProfile":{"networkProfile":{"networkInterfaceConfigurations":[
         {"name":"nic","properties":{"ipConfigurations":[{"name":"c","properties":{"subnet":{"id":"~Network/virtualNetworks/v/subnets/a"},"publicIPAddressConfiguration":{"name":"ip"}}}]}}]}}}}
        """;

    private static string CardOfInstance(string configuration = "") =>
        Nic(configuration).Replace("~Compute/virtualMachines/vm", Instance, StringComparison.Ordinal).Replace("~Network/networkInterfaces/nic", Instance + "/networkInterfaces/nic", StringComparison.Ordinal);

    private static VerdictStatus Status(params string[] more) =>
        Given([Vnet(HasGroup), SecurityGroup("nsg", Rule(100, "Allow", "22")), PublicAddress(), Set, .. more]).Find(Id("Compute/virtualMachineScaleSets/set"))!.Status;

    [Fact]
    public void instances_that_were_not_read_follow_the_model() => Assert.Equal(VerdictStatus.Reachable, Status());

    [Fact]
    public void instances_that_were_all_read_speak_for_themselves()
    {
        Assert.Equal(VerdictStatus.NotReachable, Status(CardOfInstance()));
        Assert.Equal(VerdictStatus.Reachable, Status(CardOfInstance(HasPublicAddress)));
    }

    [Theory]
    [InlineData("running", VerdictStatus.Reachable)]
    [InlineData("deallocated", VerdictStatus.NotReachable)]
    public void a_machine_of_the_set_counts_with_its_power_state(string state, VerdictStatus status)
    {
        var machine = Machine.Replace("~Compute/virtualMachines/vm", Instance, StringComparison.Ordinal).Replace("~Network/networkInterfaces/nic", Instance + "/networkInterfaces/nic", StringComparison.Ordinal)
            .Replace("\"properties\":{", "\"properties\":{\"instanceView\":{\"statuses\":[{\"code\":\"PowerState/" + state + "\"}]},", StringComparison.Ordinal);
        Assert.Equal(status, Status(CardOfInstance(HasPublicAddress), machine));
    }
}
