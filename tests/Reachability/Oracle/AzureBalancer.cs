using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A load balancer with a public and a private frontend, load balancing rules over a pool, and inbound NAT rules for single machines.</summary>
internal sealed class AzureBalancer(Draw draw, int machines)
{
    private const string Id = $"{Arm.Network}loadBalancers/lb";
    private const string Configuration = "ipConfigurations/c";

    private readonly int[] pool = [.. Enumerable.Range(0, machines).Where(_ => draw.Chance(60))];

    private readonly Line[] lines = [.. draw.Priorities(3 + draw.Below(4), 0, 9).Select(which => new Line(
        which, which % 2 == 0 ? 6 : 17, new[] { 22, 80, 443, 3389, 8080 }[which / 2], draw.Of(22, 80, 443, 8080), draw.Chance(40) ? draw.Below(machines) : null, draw.Chance(85)))];

    public bool IsBasic { get; } = draw.Chance(40);

    /// <summary>The machine's ports that the packet is sent on to; the client's address stays.</summary>
    public IEnumerable<int> PortsOf(int machine, Packet packet) => lines
        .Where(line => line.IsPublic && line.Protocol == packet.Protocol && line.Front == packet.Port && (line.Machine is { } one ? one == machine : pool.Contains(machine)))
        .Select(static line => line.Back);

    public JsonArray PoolsOf(int machine) => pool.Contains(machine) ? Arm.List(Arm.Reference($"{Id}/backendAddressPools/pool")) : [];

    public JsonArray NatRulesOf(int machine) => Arm.List(lines.Where(line => line.Machine == machine).Select(static line => Arm.Reference($"{Id}/inboundNatRules/{line.Name}")));

    public IEnumerable<JsonObject> Resources()
    {
        var sku = IsBasic ? "Basic" : "Standard";
        yield return Arm.PublicAddress("lb", "20.2.2.2", sku);
        var resource = Arm.Resource("Microsoft.Network/loadBalancers", Id, new()
        {
            ["frontendIPConfigurations"] = Arm.List(
                Arm.Part(Id, "frontendIPConfigurations/public", new() { ["publicIPAddress"] = Arm.Reference($"{Arm.Network}publicIPAddresses/lb") }),
                Arm.Part(Id, "frontendIPConfigurations/private", new() { ["privateIPAddress"] = "10.0.0.200", ["subnet"] = Arm.Reference($"{Arm.Network}virtualNetworks/v/subnets/s0") })),
            ["backendAddressPools"] = Arm.List(Arm.Part(Id, "backendAddressPools/pool", new()
            {
                ["backendIPConfigurations"] = Arm.List(pool.Select(static index => Arm.Reference($"{Arm.Network}networkInterfaces/nic{index}/{Configuration}"))),
            })),
            ["loadBalancingRules"] = Arm.List(lines.Where(static line => line.Machine is null).Select(static line => Rule(line, "loadBalancingRules"))),
            ["inboundNatRules"] = Arm.List(lines.Where(static line => line.Machine is not null).Select(static line => Rule(line, "inboundNatRules"))),
        });
        resource["sku"] = new JsonObject { ["name"] = sku };
        yield return resource;
    }

    private static JsonObject Rule(Line line, string list)
    {
        var settings = new JsonObject
        {
            ["frontendIPConfiguration"] = Arm.Reference($"{Id}/frontendIPConfigurations/{(line.IsPublic ? "public" : "private")}"),
            ["protocol"] = line.Protocol == 6 ? "Tcp" : "Udp",
            ["frontendPort"] = line.Front,
            ["backendPort"] = line.Back,
            ["enableFloatingIP"] = false,
        };
        (string Name, string To) target = line.Machine is { } machine ? ("backendIPConfiguration", $"{Arm.Network}networkInterfaces/nic{machine}/{Configuration}") : ("backendAddressPool", $"{Id}/backendAddressPools/pool");
        settings[target.Name] = Arm.Reference(target.To);
        return Arm.Part(Id, $"{list}/{line.Name}", settings);
    }

    private sealed record Line(int Number, int Protocol, int Front, int Back, int? Machine, bool IsPublic)
    {
        public string Name => $"line{Number}";
    }
}
