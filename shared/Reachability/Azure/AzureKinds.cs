using ExposurePipeline.Reachability.Azure.Compute;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Azure.Network;
using ExposurePipeline.Reachability.Azure.Services;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure;

/// <summary>Azure's types that say something about exposure, and how each is read.</summary>
internal static class AzureKinds
{
    private static readonly Dictionary<string, Func<ResourceChange, Resource>> Readers = new(AzureServices.Kinds, StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network/virtualNetworks"] = VirtualNetwork.Read,
        ["Microsoft.Network/virtualNetworks/subnets"] = Subnet.Read,
        ["Microsoft.Network/networkSecurityGroups"] = NetworkSecurityGroup.Read,
        ["Microsoft.Network/routeTables"] = RouteTable.Read,
        ["Microsoft.Network/publicIPAddresses"] = PublicIpAddress.Read,
        ["Microsoft.Network/networkInterfaces"] = NetworkInterface.Read,
        ["Microsoft.Network/loadBalancers"] = LoadBalancer.Read,
        ["Microsoft.Network/applicationGateways"] = ApplicationGateway.Read,
        ["Microsoft.Network/azureFirewalls"] = AzureFirewall.Read,
        ["Microsoft.Network/firewallPolicies"] = FirewallPolicy.Read,
        ["Microsoft.Network/firewallPolicies/ruleCollectionGroups"] = RuleCollectionGroup.Read,
        ["Microsoft.Network/ipGroups"] = IpGroup.Read,
        ["Microsoft.Compute/virtualMachines"] = VirtualMachine.Read,
        ["Microsoft.Compute/virtualMachineScaleSets"] = ScaleSet.Read,
        ["Microsoft.Compute/virtualMachineScaleSets/virtualMachines"] = VirtualMachine.Read,
        ["Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces"] = NetworkInterface.Read,
        ["Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations/publicIPAddresses"] = PublicIpAddress.Read,
    };

    /// <summary>Understands a body; null for a type that says nothing about exposure.</summary>
    public static Resource? Read(ResourceChange change) => !Readers.TryGetValue(change.Type, out var read) ? null
        : change.Kind is ChangeKind.Unread ? new UnreadResource(change.Id, change.Type)
        : read(change);

    /// <summary>A change of which only the name was told. A part that is read with its owner (a security rule, a route) leaves the owner unread.</summary>
    public static ResourceChange Whose(ResourceId id, ChangeKind kind, DateTimeOffset? version)
    {
        var type = ArmId.TypeOf(id);
        return Readers.ContainsKey(type) || OwnerOf(id) is not { } owner
            ? new(id, type, kind, version, Body.Missing)
            : new(owner, ArmId.TypeOf(owner), ChangeKind.Unread, version, Body.Missing);
    }

    private static ResourceId? OwnerOf(ResourceId id) =>
        ArmId.Owner(id) is not { } owner ? null : Readers.ContainsKey(ArmId.TypeOf(owner)) ? owner : OwnerOf(owner);
}
