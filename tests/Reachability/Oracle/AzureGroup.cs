using System.Net;
using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A network security group, asked rule by rule.</summary>
internal sealed class AzureGroup(Draw draw)
{
    private readonly AzureRule[] rules = [.. draw.Priorities(1 + draw.Below(6), 100, 130).Select(priority => new AzureRule(priority, draw))];

    /// <summary>The first rule in the order of priorities decides; without one, the network itself is let in and nobody else.</summary>
    public bool Allows(IpAddress source, int protocol, int port, string target) =>
        rules.Where(static rule => rule.IsInbound).OrderBy(static rule => rule.Priority).FirstOrDefault(rule => rule.Matches(source, protocol, port, target))?.IsAllow ?? AzureRule.IsInside(source);

    public JsonObject ToResource(string id) =>
        Arm.Resource("Microsoft.Network/networkSecurityGroups", id, new() { ["securityRules"] = new JsonArray([.. rules.Select(rule => rule.ToPart(id))]) });
}

/// <summary>A rule of a network security group.</summary>
internal sealed class AzureRule(int priority, Draw draw)
{
    private static readonly string[] Sources = [.. Draw.V4, "10.0.8.0/24", "10.0.9.0/24"];

    private readonly string protocol = draw.Of("*", "Tcp", "tcp", "Udp", "Icmp");
    private readonly string[] sources = draw.Chance(30) ? [draw.Of("*", "Internet", "internet", "VirtualNetwork", "AzureLoadBalancer")] : draw.Some(Sources, 3);
    private readonly string[] targets = draw.Chance(60) ? ["*"] : draw.Some(["10.0.0.0/24", "10.0.1.0/24", "10.0.9.0/24", "10.0.0.4", "10.0.1.5/32", "VirtualNetwork"], 2);
    private readonly (int First, int Last)[] drawn = draw.Chance(25) ? [(0, 65535)] : [.. Enumerable.Range(0, 1 + draw.Below(2)).Select(_ => draw.PortRange())];

    // A rule for ICMP has no ports to choose.
    private (int First, int Last)[] Ports => protocol == "Icmp" ? [(0, 65535)] : drawn;

    public int Priority => priority;

    public bool IsInbound { get; } = draw.Chance(85);

    public bool IsAllow { get; } = draw.Chance(60);

    /// <summary>Whether an address is one of the virtual network, 10.0.0.0/16.</summary>
    public static bool IsInside(IpAddress source) => source.IsV4 && Draw.IsIn(source, "10.0.0.0/16");

    public bool Matches(IpAddress source, int number, int port, string target) =>
        protocol.ToUpperInvariant() switch { "*" => true, "TCP" => number == 6, "UDP" => number == 17, _ => number == 1 }
        && sources.Any(named => named.ToUpperInvariant() switch
        {
            "*" => true,
            "INTERNET" => !IsInside(source),
            "VIRTUALNETWORK" => IsInside(source),
            "AZURELOADBALANCER" => false, // probes alone
            _ => source.IsV4 && Draw.IsIn(source, named),
        })
        && targets.Any(range => range is "*" or "VirtualNetwork" || IPNetwork.Parse(range.Contains('/') ? range : range + "/32").Contains(IPAddress.Parse(target)))
        && (number == 1 ? Ports.Contains((0, 65535)) : Ports.Any(range => port >= range.First && port <= range.Last));

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
        return Arm.Part(group, $"securityRules/rule{priority}", properties);
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
