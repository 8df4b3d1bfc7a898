using System.Globalization;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A virtual network with network security groups at subnets and interfaces, public addresses of both kinds, and a load balancer.</summary>
internal sealed class AzureNetwork : INetwork
{
    private const string Root = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/";
    private const string Compute = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/";
    private const int Count = 3;

    private readonly Group?[] subnetGroups;
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

    public IReadOnlyList<string> Machines => [.. machines.Select(static machine => $"{Compute}vm{machine.Index}".ToLowerInvariant())];

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
        Group?[] groups = [subnetGroups[target.Subnet], target.Group];
        return packet.Source.IsV4 && (groups.All(static group => group is null) ? !isStandard : groups.All(group => group is null || group.Allows(packet, target.Address)));
    }

    private static Group? MaybeGroup(Draw draw) => draw.Chance(30) ? null : new(draw);

    private IEnumerable<JsonObject> Resources() =>
    [
        Resource("Microsoft.Network/virtualNetworks", $"{Root}virtualNetworks/v", new()
        {
            ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.0.0.0/16") },
            ["subnets"] = new JsonArray([.. Enumerable.Range(0, 2).Select(Subnet)]),
        }),
        .. subnetGroups.Select((group, index) => group?.ToResource($"{Root}networkSecurityGroups/subnet{index}")).OfType<JsonObject>(),
        .. machines.Select(static machine => machine.Group?.ToResource($"{Root}networkSecurityGroups/nic{machine.Index}")).OfType<JsonObject>(),
        .. machines.Where(static machine => machine.Sku is not Sku.None).Select(Address),
        .. machines.Select(Interface),
        .. machines.Select(static machine => Resource("Microsoft.Compute/virtualMachines", $"{Compute}vm{machine.Index}", new()
        {
            ["networkProfile"] = new JsonObject { ["networkInterfaces"] = new JsonArray(Reference($"{Root}networkInterfaces/nic{machine.Index}")) },
        })),
        .. Balancer(),
    ];

    private JsonNode Subnet(int index)
    {
        var properties = new JsonObject { ["addressPrefix"] = $"10.0.{index}.0/24" };
        if (subnetGroups[index] is not null)
        {
            properties["networkSecurityGroup"] = Reference($"{Root}networkSecurityGroups/subnet{index}");
        }

        return new JsonObject { ["id"] = $"{Root}virtualNetworks/v/subnets/s{index}", ["name"] = $"s{index}", ["properties"] = properties };
    }

    private static JsonObject Address(Machine machine)
    {
        var properties = new JsonObject
        {
            ["publicIPAllocationMethod"] = machine.Sku is Sku.Standard ? "Static" : "Dynamic",
            ["ipConfiguration"] = Reference($"{Root}networkInterfaces/nic{machine.Index}/ipConfigurations/c"),
        };
        if (machine.Sku is not Sku.Unassigned)
        {
            properties["ipAddress"] = $"20.1.1.{machine.Index + 1}";
        }

        var resource = Resource("Microsoft.Network/publicIPAddresses", $"{Root}publicIPAddresses/p{machine.Index}", properties);
        resource["sku"] = new JsonObject { ["name"] = machine.Sku is Sku.Standard ? "Standard" : "Basic" };
        return resource;
    }

    private JsonObject Interface(Machine machine)
    {
        var configuration = new JsonObject
        {
            ["privateIPAddress"] = machine.Address,
            ["primary"] = true,
            ["subnet"] = Reference($"{Root}virtualNetworks/v/subnets/s{machine.Subnet}"),
        };
        if (machine.Sku is not Sku.None)
        {
            configuration["publicIPAddress"] = Reference($"{Root}publicIPAddresses/p{machine.Index}");
        }

        if (balancer is { } lb && lb.Machines.Contains(machine.Index))
        {
            configuration["loadBalancerBackendAddressPools"] = new JsonArray(Reference($"{Root}loadBalancers/lb/backendAddressPools/pool"));
        }

        var properties = new JsonObject
        {
            ["ipConfigurations"] = new JsonArray(new JsonObject { ["id"] = $"{Root}networkInterfaces/nic{machine.Index}/ipConfigurations/c", ["name"] = "c", ["properties"] = configuration }),
            ["virtualMachine"] = Reference($"{Compute}vm{machine.Index}"),
        };
        if (machine.Group is not null)
        {
            properties["networkSecurityGroup"] = Reference($"{Root}networkSecurityGroups/nic{machine.Index}");
        }

        return Resource("Microsoft.Network/networkInterfaces", $"{Root}networkInterfaces/nic{machine.Index}", properties);
    }

    private IEnumerable<JsonObject> Balancer()
    {
        if (balancer is not { } lb)
        {
            yield break;
        }

        var address = Resource("Microsoft.Network/publicIPAddresses", $"{Root}publicIPAddresses/lb", new() { ["ipAddress"] = "20.2.2.2", ["publicIPAllocationMethod"] = "Static" });
        address["sku"] = new JsonObject { ["name"] = "Standard" };
        yield return address;
        var self = $"{Root}loadBalancers/lb";
        var resource = Resource("Microsoft.Network/loadBalancers", self, new()
        {
            ["frontendIPConfigurations"] = new JsonArray(Part(self, "frontendIPConfigurations/front", new() { ["publicIPAddress"] = Reference($"{Root}publicIPAddresses/lb") })),
            ["backendAddressPools"] = new JsonArray(Part(self, "backendAddressPools/pool", new()
            {
                ["backendIPConfigurations"] = new JsonArray([.. lb.Machines.Select(index => Reference($"{Root}networkInterfaces/nic{index}/ipConfigurations/c"))]),
            })),
            ["loadBalancingRules"] = new JsonArray(Part(self, "loadBalancingRules/rule", new()
            {
                ["frontendIPConfiguration"] = Reference($"{self}/frontendIPConfigurations/front"),
                ["backendAddressPool"] = Reference($"{self}/backendAddressPools/pool"),
                ["protocol"] = "Tcp",
                ["frontendPort"] = lb.Port,
                ["backendPort"] = lb.Inside,
                ["enableFloatingIP"] = false,
            })),
        });
        resource["sku"] = new JsonObject { ["name"] = "Standard" };
        yield return resource;
    }

    private static JsonObject Resource(string type, string id, JsonObject properties) =>
        new() { ["id"] = id, ["name"] = id[(id.LastIndexOf('/') + 1)..], ["type"] = type, ["location"] = "westeurope", ["properties"] = properties };

    private static JsonObject Part(string of, string path, JsonObject properties) =>
        new() { ["id"] = $"{of}/{path}", ["name"] = path[(path.LastIndexOf('/') + 1)..], ["properties"] = properties };

    private static JsonObject Reference(string id) => new() { ["id"] = id };

    private sealed record Machine(int Index, int Subnet, Group? Group, Sku Sku)
    {
        public string Address => $"10.0.{Subnet}.{Index + 4}";
    }

    private sealed class Group(Draw draw)
    {
        private readonly Rule[] rules = [.. draw.Priorities(1 + draw.Below(6), 100, 130).Select(priority => new Rule(priority, draw))];

        public bool Allows(Packet packet, string target) =>
            rules.Where(static rule => rule.IsInbound).OrderBy(static rule => rule.Priority).FirstOrDefault(rule => rule.Matches(packet, target))?.IsAllow ?? false;

        public JsonObject ToResource(string id) =>
            Resource("Microsoft.Network/networkSecurityGroups", id, new() { ["securityRules"] = new JsonArray([.. rules.Select(rule => rule.ToPart(id))]) });
    }

    private sealed class Rule(int priority, Draw draw)
    {
        private readonly string protocol = draw.Of("*", "Tcp", "tcp", "Udp", "Icmp");
        private readonly string[] sources = draw.Chance(30) ? [draw.Of("*", "Internet", "internet", "VirtualNetwork", "AzureLoadBalancer")] : draw.Some(Draw.V4, 3);
        private readonly string[] targets = draw.Chance(60) ? ["*"] : draw.Some(["10.0.0.0/24", "10.0.1.0/24", "10.0.0.4", "10.0.1.5/32", "VirtualNetwork"], 2);
        private readonly (int First, int Last)[] drawn = draw.Chance(25) ? [(0, 65535)] : [.. Enumerable.Range(0, 1 + draw.Below(2)).Select(_ => draw.PortRange())];

        // A rule for ICMP has no ports to choose.
        private (int First, int Last)[] Ports => protocol == "Icmp" ? [(0, 65535)] : drawn;

        public int Priority => priority;

        public bool IsInbound { get; } = draw.Chance(85);

        public bool IsAllow { get; } = draw.Chance(60);

        public bool Matches(Packet packet, string target) =>
            protocol.ToUpperInvariant() switch { "*" => true, "TCP" => packet.Protocol == 6, "UDP" => packet.Protocol == 17, _ => packet.Protocol == 1 }
            && sources.Any(source => source.ToUpperInvariant() switch
            {
                "*" or "INTERNET" => true,
                "VIRTUALNETWORK" or "AZURELOADBALANCER" => false, // strangers are neither
                _ => packet.Source.IsV4 && Draw.IsIn(packet.Source, source),
            })
            && targets.Any(range => range is "*" or "VirtualNetwork" || System.Net.IPNetwork.Parse(range.Contains('/') ? range : range + "/32").Contains(System.Net.IPAddress.Parse(target)))
            && (packet.Protocol == 1 ? Ports.Contains((0, 65535)) : Ports.Any(range => packet.Port >= range.First && packet.Port <= range.Last));

        public JsonObject ToPart(string group)
        {
            var properties = new JsonObject
            {
                ["priority"] = priority,
                ["direction"] = IsInbound ? "Inbound" : "Outbound",
                ["access"] = IsAllow ? "Allow" : "Deny",
                ["protocol"] = protocol,
                ["sourcePortRange"] = "*",
            };
            Write(properties, "sourceAddressPrefix", sources);
            Write(properties, "destinationAddressPrefix", targets);
            Write(properties, "destinationPortRange", [.. Ports.Select(range => range == (0, 65535) ? "*" : Draw.Text(range))]);
            return Part(group, $"securityRules/rule{priority}", properties);
        }

        // One value in the singular, several in the plural, as the portal writes them.
        private static void Write(JsonObject properties, string name, string[] values)
        {
            if (values.Length == 1)
            {
                properties[name] = values[0];
            }
            else
            {
                properties[name.EndsWith('x') ? name + "es" : name + "s"] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
            }
        }
    }
}
