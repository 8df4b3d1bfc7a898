using System.Globalization;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A virtual network with network security groups at subnets and interfaces, public addresses of both kinds, and a load balancer.</summary>
internal sealed class AzureNetwork : INetwork
{
    private const int Count = 3;

    private readonly AzureGroup?[] subnetGroups;
    private readonly Machine[] machines;
    private readonly (int Port, int Inside, int[] Machines)? balancer;

    public AzureNetwork(int seed)
    {
        var draw = new Draw(seed);
        subnetGroups = [MaybeGroup(draw), MaybeGroup(draw)];
        machines = [.. Enumerable.Range(0, Count).Select(index => new Machine(index, draw.Below(2), MaybeGroup(draw), draw.Of(Sku.None, Sku.Basic, Sku.Standard, Sku.Standard, Sku.Unassigned)))];
        balancer = draw.Chance(60) ? (draw.Of(80, 443), draw.Of(80, 8080), [.. Enumerable.Range(0, Count).Where(_ => draw.Chance(50))]) : null;
    }

    private enum Sku
    {
        None,
        Basic,
        Standard,
        Unassigned,
    }

    public IReadOnlyList<string> Machines => [.. machines.Select(static machine => $"{Arm.Machine}vm{machine.Index}".ToLowerInvariant())];

    public IEnumerable<string> Documents => Resources().Select(static resource => resource.ToJsonString());

    public bool Arrives(string machine, Packet packet)
    {
        var target = machines[int.Parse(machine[^1..], CultureInfo.InvariantCulture)];
        var direct = target.Sku is Sku.Basic or Sku.Standard && Passes(target, packet, target.Sku is Sku.Standard);
        return direct || (balancer is { } lb && packet.Protocol == 6 && packet.Port == lb.Port && lb.Machines.Contains(target.Index) && Passes(target, packet with { Port = lb.Inside }, isStandard: true));
    }

    // A standard address or balancer is closed until a group allows; with a basic one, no group at all means open.
    private bool Passes(Machine target, Packet packet, bool isStandard)
    {
        AzureGroup?[] groups = [subnetGroups[target.Subnet], target.Group];
        return packet.Source.IsV4 && (groups.All(static group => group is null) ? !isStandard : groups.All(group => group is null || group.Allows(packet.Source, packet.Protocol, packet.Port, target.Address)));
    }

    private static AzureGroup? MaybeGroup(Draw draw) => draw.Chance(30) ? null : new(draw);

    private IEnumerable<JsonObject> Resources() =>
    [
        Arm.Resource("Microsoft.Network/virtualNetworks", $"{Arm.Network}virtualNetworks/v", new()
        {
            ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.0.0.0/16") },
            ["subnets"] = new JsonArray([.. Enumerable.Range(0, 2).Select(Subnet)]),
        }),
        .. subnetGroups.Select((group, index) => group?.ToResource($"{Arm.Network}networkSecurityGroups/subnet{index}")).OfType<JsonObject>(),
        .. machines.Select(static machine => machine.Group?.ToResource($"{Arm.Network}networkSecurityGroups/nic{machine.Index}")).OfType<JsonObject>(),
        .. machines.Where(static machine => machine.Sku is not Sku.None).Select(Address),
        .. machines.Select(Interface),
        .. machines.Select(static machine => Arm.Resource("Microsoft.Compute/virtualMachines", $"{Arm.Machine}vm{machine.Index}", new()
        {
            ["networkProfile"] = new JsonObject { ["networkInterfaces"] = new JsonArray(Arm.Reference($"{Arm.Network}networkInterfaces/nic{machine.Index}")) },
        })),
        .. Balancer(),
    ];

    private JsonNode Subnet(int index)
    {
        var properties = new JsonObject { ["addressPrefix"] = $"10.0.{index}.0/24" };
        if (subnetGroups[index] is not null)
        {
            properties["networkSecurityGroup"] = Arm.Reference($"{Arm.Network}networkSecurityGroups/subnet{index}");
        }

        return new JsonObject { ["id"] = $"{Arm.Network}virtualNetworks/v/subnets/s{index}", ["name"] = $"s{index}", ["properties"] = properties };
    }

    private static JsonObject Address(Machine machine)
    {
        var properties = new JsonObject
        {
            ["publicIPAllocationMethod"] = machine.Sku is Sku.Standard ? "Static" : "Dynamic",
            ["ipConfiguration"] = Arm.Reference($"{Arm.Network}networkInterfaces/nic{machine.Index}/ipConfigurations/c"),
        };
        if (machine.Sku is not Sku.Unassigned)
        {
            properties["ipAddress"] = $"20.1.1.{machine.Index + 1}";
        }

        var resource = Arm.Resource("Microsoft.Network/publicIPAddresses", $"{Arm.Network}publicIPAddresses/p{machine.Index}", properties);
        resource["sku"] = new JsonObject { ["name"] = machine.Sku is Sku.Standard ? "Standard" : "Basic" };
        return resource;
    }

    private JsonObject Interface(Machine machine)
    {
        var configuration = new JsonObject
        {
            ["privateIPAddress"] = machine.Address,
            ["primary"] = true,
            ["subnet"] = Arm.Reference($"{Arm.Network}virtualNetworks/v/subnets/s{machine.Subnet}"),
        };
        if (machine.Sku is not Sku.None)
        {
            configuration["publicIPAddress"] = Arm.Reference($"{Arm.Network}publicIPAddresses/p{machine.Index}");
        }

        if (balancer is { } lb && lb.Machines.Contains(machine.Index))
        {
            configuration["loadBalancerBackendAddressPools"] = new JsonArray(Arm.Reference($"{Arm.Network}loadBalancers/lb/backendAddressPools/pool"));
        }

        var properties = new JsonObject
        {
            ["ipConfigurations"] = new JsonArray(new JsonObject { ["id"] = $"{Arm.Network}networkInterfaces/nic{machine.Index}/ipConfigurations/c", ["name"] = "c", ["properties"] = configuration }),
            ["virtualMachine"] = Arm.Reference($"{Arm.Machine}vm{machine.Index}"),
        };
        if (machine.Group is not null)
        {
            properties["networkSecurityGroup"] = Arm.Reference($"{Arm.Network}networkSecurityGroups/nic{machine.Index}");
        }

        return Arm.Resource("Microsoft.Network/networkInterfaces", $"{Arm.Network}networkInterfaces/nic{machine.Index}", properties);
    }

    private IEnumerable<JsonObject> Balancer()
    {
        if (balancer is not { } lb)
        {
            yield break;
        }

        var address = Arm.Resource("Microsoft.Network/publicIPAddresses", $"{Arm.Network}publicIPAddresses/lb", new() { ["ipAddress"] = "20.2.2.2", ["publicIPAllocationMethod"] = "Static" });
        address["sku"] = new JsonObject { ["name"] = "Standard" };
        yield return address;
        var self = $"{Arm.Network}loadBalancers/lb";
        var resource = Arm.Resource("Microsoft.Network/loadBalancers", self, new()
        {
            ["frontendIPConfigurations"] = new JsonArray(Arm.Part(self, "frontendIPConfigurations/front", new() { ["publicIPAddress"] = Arm.Reference($"{Arm.Network}publicIPAddresses/lb") })),
            ["backendAddressPools"] = new JsonArray(Arm.Part(self, "backendAddressPools/pool", new()
            {
                ["backendIPConfigurations"] = new JsonArray([.. lb.Machines.Select(index => Arm.Reference($"{Arm.Network}networkInterfaces/nic{index}/ipConfigurations/c"))]),
            })),
            ["loadBalancingRules"] = new JsonArray(Arm.Part(self, "loadBalancingRules/rule", new()
            {
                ["frontendIPConfiguration"] = Arm.Reference($"{self}/frontendIPConfigurations/front"),
                ["backendAddressPool"] = Arm.Reference($"{self}/backendAddressPools/pool"),
                ["protocol"] = "Tcp",
                ["frontendPort"] = lb.Port,
                ["backendPort"] = lb.Inside,
                ["enableFloatingIP"] = false,
            })),
        });
        resource["sku"] = new JsonObject { ["name"] = "Standard" };
        yield return resource;
    }

    private sealed record Machine(int Index, int Subnet, AzureGroup? Group, Sku Sku)
    {
        public string Address => $"10.0.{Subnet}.{Index + 4}";
    }
}
