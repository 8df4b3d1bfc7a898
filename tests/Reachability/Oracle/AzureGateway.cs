using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>An application gateway in a subnet of its own: listeners, pools by address or by interface, and redirections that lead to no pool.</summary>
internal sealed class AzureGateway
{
    private const string Id = $"{Arm.Network}applicationGateways/g";
    private const string Address = "10.0.9.4";

    private readonly AzureGroup? group;
    private readonly bool isVersion1;
    private readonly bool isStopped;
    private readonly bool sendsAnswersToAppliance;
    private readonly (int[] Machines, bool ByInterface)[] pools;
    private readonly (int Port, int? Pool, int Back)[] listeners;

    public AzureGateway(Draw draw, int machines)
    {
        group = draw.Chance(50) ? new(draw) : null;
        (isVersion1, isStopped, sendsAnswersToAppliance) = (draw.Chance(40), draw.Chance(8), draw.Chance(8));
        pools = [.. Enumerable.Range(0, 2).Select(_ => (Enumerable.Range(0, machines).Where(_ => draw.Chance(60)).ToArray(), draw.Chance(50)))];
        listeners = [.. draw.Priorities(2 + draw.Below(3), 0, 3).Select(which => (new[] { 80, 81, 443, 8080 }[which], draw.Of<int?>(0, 1, 1, null), draw.Of(80, 443, 8080)))];
    }

    /// <summary>The machine's ports that a request is sent on to, from an address of the gateway's subnet.</summary>
    public IEnumerable<int> PortsOf(int machine, Packet packet) => isStopped || sendsAnswersToAppliance || packet.Protocol != 6 || group?.Allows(packet.Source, 6, packet.Port, Address) == false ? [] : listeners
        .Where(listener => listener.Port == packet.Port && listener.Pool is { } pool && pools[pool].Machines.Contains(machine))
        .Select(static listener => listener.Back);

    public JsonArray PoolsOf(int machine) => Arm.List(pools.Index()
        .Where(pool => pool.Item.ByInterface && pool.Item.Machines.Contains(machine))
        .Select(static pool => Arm.Reference($"{Id}/backendAddressPools/p{pool.Index}")));

    /// <summary>The gateway's subnet, with what guards it.</summary>
    public JsonObject Guarded(JsonObject subnet)
    {
        if (group is not null)
        {
            subnet["properties"]!["networkSecurityGroup"] = Arm.Reference($"{Arm.Network}networkSecurityGroups/gateways");
        }

        if (sendsAnswersToAppliance)
        {
            subnet["properties"]!["routeTable"] = Arm.Reference($"{Arm.Network}routeTables/away");
        }

        return subnet;
    }

    public IEnumerable<JsonObject> Resources(Func<int, string> addressOf)
    {
        if (group is not null)
        {
            yield return group.ToResource($"{Arm.Network}networkSecurityGroups/gateways");
        }

        yield return Arm.PublicAddress("gateway", "20.3.3.3", isVersion1 ? "Basic" : "Standard");
        yield return Arm.Resource("Microsoft.Network/applicationGateways", Id, new()
        {
            ["sku"] = new JsonObject { ["name"] = isVersion1 ? "Standard_Medium" : "Standard_v2", ["tier"] = isVersion1 ? "Standard" : "Standard_v2" },
            ["operationalState"] = isStopped ? "Stopped" : "Running",
            ["gatewayIPConfigurations"] = Arm.List(Arm.Part(Id, "gatewayIPConfigurations/i", new() { ["subnet"] = Arm.Reference($"{Arm.Network}virtualNetworks/v/subnets/gateways") })),
            ["frontendIPConfigurations"] = Arm.List(Arm.Part(Id, "frontendIPConfigurations/f", new() { ["publicIPAddress"] = Arm.Reference($"{Arm.Network}publicIPAddresses/gateway") })),
            ["frontendPorts"] = Each(static listener => Arm.Part(Id, $"frontendPorts/{listener.Port}", new() { ["port"] = listener.Port })),
            ["backendHttpSettingsCollection"] = Each(static listener => Arm.Part(Id, $"backendHttpSettingsCollection/{listener.Port}", new() { ["port"] = listener.Back, ["protocol"] = "Http" })),
            ["httpListeners"] = Each(static listener => Arm.Part(Id, $"httpListeners/{listener.Port}", new()
            {
                ["frontendIPConfiguration"] = Arm.Reference($"{Id}/frontendIPConfigurations/f"), ["frontendPort"] = Arm.Reference($"{Id}/frontendPorts/{listener.Port}"), ["protocol"] = "Https",
            })),
            ["requestRoutingRules"] = Each(Rule),
            ["backendAddressPools"] = Arm.List(pools.Select((pool, index) => Arm.Part(Id, $"backendAddressPools/p{index}", new()
            {
                ["backendAddresses"] = Arm.List((pool.ByInterface ? [] : pool.Machines).Select(machine => new JsonObject { ["ipAddress"] = addressOf(machine) })),
            }))),
        });
    }

    private JsonArray Each(Func<(int Port, int? Pool, int Back), JsonObject> write) => Arm.List(listeners.Select(write));

    private static JsonObject Rule((int Port, int? Pool, int Back) listener)
    {
        var settings = new JsonObject { ["ruleType"] = "Basic", ["httpListener"] = Arm.Reference($"{Id}/httpListeners/{listener.Port}") };
        if (listener.Pool is { } pool)
        {
            settings["backendAddressPool"] = Arm.Reference($"{Id}/backendAddressPools/p{pool}");
            settings["backendHttpSettings"] = Arm.Reference($"{Id}/backendHttpSettingsCollection/{listener.Port}");
        }
        else
        {
            settings["redirectConfiguration"] = Arm.Reference($"{Id}/redirectConfigurations/elsewhere");
        }

        return Arm.Part(Id, $"requestRoutingRules/{listener.Port}", settings);
    }
}
