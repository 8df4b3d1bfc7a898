using System.Globalization;
using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>
/// Machines without public addresses behind a load balancer, an application gateway and a firewall: what each does to a packet, and what the machine's
/// network security groups and routes make of what is left.
/// </summary>
internal sealed class AzureEdgeNetwork : INetwork
{
    private const string VirtualNetwork = $"{Arm.Network}virtualNetworks/v";

    private readonly AzureGroup?[] subnetGroups;
    private readonly bool[] sendsAnswersToAppliance;
    private readonly (int Subnet, AzureGroup? Group)[] machines;
    private readonly AzureBalancer? balancer;
    private readonly AzureGateway? gateway;
    private readonly AzureFirewall? firewall;

    public AzureEdgeNetwork(int seed)
    {
        var draw = new Draw(seed);
        subnetGroups = [MaybeGroup(draw, 45), MaybeGroup(draw, 45)];
        sendsAnswersToAppliance = [draw.Chance(15), draw.Chance(15)];
        machines = [.. Enumerable.Range(0, 3).Select(_ => (draw.Below(2), MaybeGroup(draw, 45)))];
        balancer = draw.Chance(70) ? new(draw, machines.Length) : null;
        gateway = draw.Chance(70) ? new(draw, machines.Length) : null;
        firewall = draw.Chance(70) ? new(draw, [.. machines.Select((machine, index) => AddressOf(machine.Subnet, index))]) : null;
    }

    public IReadOnlyList<string> Machines => [.. machines.Select(static (_, index) => $"{Arm.Machine}vm{index}".ToLowerInvariant())];

    public IEnumerable<string> Documents => Resources().Select(static resource => resource.ToJsonString());

    public bool Arrives(string machine, Packet packet)
    {
        var index = int.Parse(machine[^1..], CultureInfo.InvariantCulture);
        return packet.Source.IsV4 && (ByBalancer(index, packet) || ByGateway(index, packet) || ByFirewall(index, packet));
    }

    // The machine sees the client, whose answers leave by the machine's own routes.
    private bool ByBalancer(int machine, Packet packet) => balancer is not null && !sendsAnswersToAppliance[machines[machine].Subnet]
        && balancer.PortsOf(machine, packet).Any(port => Passes(machine, packet.Source, packet.Protocol, port, whenUnguarded: balancer.IsBasic));

    private bool ByGateway(int machine, Packet packet) => gateway is not null
        && gateway.PortsOf(machine, packet).Any(port => Passes(machine, new(0x0A000904, IsV4: true), 6, port, whenUnguarded: true));

    private bool ByFirewall(int machine, Packet packet) => firewall is not null
        && firewall.Sends(packet, Address(machine)) is { } port && Passes(machine, new(0x0A000805, IsV4: true), packet.Protocol, port, whenUnguarded: true);

    private bool Passes(int machine, IpAddress source, int protocol, int port, bool whenUnguarded)
    {
        AzureGroup?[] groups = [subnetGroups[machines[machine].Subnet], machines[machine].Group];
        return groups.All(static group => group is null) ? whenUnguarded : groups.All(group => group is null || group.Allows(source, protocol, port, Address(machine)));
    }

    private string Address(int machine) => AddressOf(machines[machine].Subnet, machine);

    private static string AddressOf(int subnet, int machine) => string.Create(CultureInfo.InvariantCulture, $"10.0.{subnet}.{machine + 4}");

    private static AzureGroup? MaybeGroup(Draw draw, int percent) => draw.Chance(percent) ? new(draw) : null;

    private IEnumerable<JsonObject> Resources() =>
    [
        Arm.Resource("Microsoft.Network/virtualNetworks", VirtualNetwork, new()
        {
            ["addressSpace"] = new JsonObject { ["addressPrefixes"] = Arm.Texts("10.0.0.0/16") },
            ["subnets"] = Arm.List(Subnet(0), Subnet(1), Part("AzureFirewallSubnet", "10.0.8.0/24"), gateway?.Guarded(Part("gateways", "10.0.9.0/24")) ?? Part("gateways", "10.0.9.0/24")),
        }),
        Arm.Resource("Microsoft.Network/routeTables", $"{Arm.Network}routeTables/away", new()
        {
            ["routes"] = Arm.List(Arm.Part($"{Arm.Network}routeTables/away", "routes/default", new() { ["addressPrefix"] = "0.0.0.0/0", ["nextHopType"] = "VirtualAppliance", ["nextHopIpAddress"] = "10.0.8.4" })),
        }),
        .. subnetGroups.Select(static (group, index) => group?.ToResource($"{Arm.Network}networkSecurityGroups/subnet{index}")).OfType<JsonObject>(),
        .. machines.Select(static (machine, index) => machine.Group?.ToResource($"{Arm.Network}networkSecurityGroups/nic{index}")).OfType<JsonObject>(),
        .. machines.Select((_, index) => Interface(index)),
        .. machines.Select(static (_, index) => Arm.Resource("Microsoft.Compute/virtualMachines", $"{Arm.Machine}vm{index}", new()
        {
            ["networkProfile"] = new JsonObject { ["networkInterfaces"] = Arm.List(Arm.Reference($"{Arm.Network}networkInterfaces/nic{index}")) },
        })),
        .. balancer?.Resources() ?? [],
        .. gateway?.Resources(Address) ?? [],
        .. firewall?.Resources() ?? [],
    ];

    private static JsonObject Part(string name, string prefix) => Arm.Part(VirtualNetwork, $"subnets/{name}", new() { ["addressPrefix"] = prefix });

    private JsonObject Subnet(int index)
    {
        var subnet = Part($"s{index}", $"10.0.{index}.0/24");
        if (subnetGroups[index] is not null)
        {
            subnet["properties"]!["networkSecurityGroup"] = Arm.Reference($"{Arm.Network}networkSecurityGroups/subnet{index}");
        }

        if (sendsAnswersToAppliance[index])
        {
            subnet["properties"]!["routeTable"] = Arm.Reference($"{Arm.Network}routeTables/away");
        }

        return subnet;
    }

    private JsonObject Interface(int index)
    {
        var id = $"{Arm.Network}networkInterfaces/nic{index}";
        var properties = new JsonObject
        {
            ["ipConfigurations"] = Arm.List(Arm.Part(id, "ipConfigurations/c", new()
            {
                ["privateIPAddress"] = Address(index),
                ["primary"] = true,
                ["subnet"] = Arm.Reference($"{VirtualNetwork}/subnets/s{machines[index].Subnet}"),
                ["loadBalancerBackendAddressPools"] = balancer?.PoolsOf(index) ?? [],
                ["loadBalancerInboundNatRules"] = balancer?.NatRulesOf(index) ?? [],
                ["applicationGatewayBackendAddressPools"] = gateway?.PoolsOf(index) ?? [],
            })),
            ["virtualMachine"] = Arm.Reference($"{Arm.Machine}vm{index}"),
        };
        if (machines[index].Group is not null)
        {
            properties["networkSecurityGroup"] = Arm.Reference($"{Arm.Network}networkSecurityGroups/nic{index}");
        }

        return Arm.Resource("Microsoft.Network/networkInterfaces", id, properties);
    }
}
