using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A firewall with DNAT and network rules, of its own or of a policy with two groups: DNAT first, then an explicit rule about the translated packet.</summary>
internal sealed class AzureFirewall
{
    private const string Id = $"{Arm.Network}azureFirewalls/fw";
    private const string Policy = $"{Arm.Network}firewallPolicies/p";
    private const string PublicAddress = "20.4.4.4";

    private readonly bool hasPolicy;
    private readonly Collection[] collections;

    public AzureFirewall(Draw draw, string[] machines)
    {
        hasPolicy = draw.Chance(50);
        var priorities = draw.Priorities(5, 100, 130);
        collections = [.. priorities.Take(2).Select(priority => new Collection(priority, "Dnat", draw, machines)), .. priorities.Skip(2).Take(draw.Below(4)).Select(priority => new Collection(priority, draw.Of("Allow", "Deny"), draw, machines))];
    }

    // The groups of a policy come before the collections in them.
    private IEnumerable<Collection> InOrder => collections.OrderBy(collection => hasPolicy ? collection.Group : 0).ThenBy(static collection => collection.Priority);

    /// <summary>The port of the machine that the packet is sent on to; null when it is not sent there.</summary>
    public int? Sends(Packet packet, string machine)
    {
        var taken = InOrder.Where(static collection => collection.IsDnat).SelectMany(static collection => collection.Rules)
            .FirstOrDefault(rule => rule.Matches(packet, PublicAddress, packet.Port));
        if (taken is null || taken.Machine != machine)
        {
            return null;
        }

        var decides = InOrder.Where(static collection => !collection.IsDnat)
            .FirstOrDefault(collection => collection.Rules.Any(rule => rule.Matches(packet, machine, taken.TranslatedPort)));
        return decides?.Action == "Deny" ? null : taken.TranslatedPort;
    }

    public IEnumerable<JsonObject> Resources()
    {
        yield return Arm.PublicAddress("firewall", PublicAddress, "Standard");
        var settings = new JsonObject
        {
            ["ipConfigurations"] = Arm.List(Arm.Part(Id, "azureFirewallIpConfigurations/i", new()
            {
                ["privateIPAddress"] = "10.0.8.4", ["subnet"] = Arm.Reference($"{Arm.Network}virtualNetworks/v/subnets/AzureFirewallSubnet"), ["publicIPAddress"] = Arm.Reference($"{Arm.Network}publicIPAddresses/firewall"),
            })),
        };
        if (!hasPolicy)
        {
            settings["natRuleCollections"] = Arm.List(collections.Where(static collection => collection.IsDnat).Select(static collection => collection.ToClassic()));
            settings["networkRuleCollections"] = Arm.List(collections.Where(static collection => !collection.IsDnat).Select(static collection => collection.ToClassic()));
            yield return Arm.Resource("Microsoft.Network/azureFirewalls", Id, settings);
            yield break;
        }

        settings["firewallPolicy"] = Arm.Reference(Policy);
        yield return Arm.Resource("Microsoft.Network/azureFirewalls", Id, settings);
        var groups = collections.GroupBy(static collection => collection.Group).ToArray();
        yield return Arm.Resource("Microsoft.Network/firewallPolicies", Policy, new() { ["ruleCollectionGroups"] = Arm.List(groups.Select(static group => Arm.Reference(GroupId(group.Key)))) });
        foreach (var group in groups)
        {
            yield return Arm.Resource("Microsoft.Network/firewallPolicies/ruleCollectionGroups", GroupId(group.Key), new()
            {
                ["priority"] = 200 + group.Key, ["ruleCollections"] = Arm.List(group.Select(static collection => collection.ToPolicy())),
            });
        }
    }

    private static string GroupId(int group) => $"{Policy}/ruleCollectionGroups/g{group}";

    private sealed class Collection(int priority, string action, Draw draw, string[] machines)
    {
        public int Priority => priority;

        public string Action => action;

        public bool IsDnat => action == "Dnat";

        public int Group { get; } = draw.Below(2);

        public Rule[] Rules { get; } = [.. Enumerable.Range(0, 1 + draw.Below(3)).Select(index => new Rule(index, action == "Dnat", draw, machines))];

        public JsonObject ToClassic() => new()
        {
            ["name"] = $"c{priority}",
            ["properties"] = new JsonObject { ["priority"] = priority, ["action"] = new JsonObject { ["type"] = action }, ["rules"] = Arm.List(Rules.Select(static rule => rule.ToJson("protocols"))) },
        };

        public JsonObject ToPolicy() => new()
        {
            ["name"] = $"c{priority}",
            ["priority"] = priority,
            ["ruleCollectionType"] = IsDnat ? "FirewallPolicyNatRuleCollection" : "FirewallPolicyFilterRuleCollection",
            ["action"] = new JsonObject { ["type"] = IsDnat ? "DNAT" : action },
            ["rules"] = Arm.List(Rules.Select(rule =>
            {
                var json = rule.ToJson("ipProtocols");
                json["ruleType"] = IsDnat ? "NatRule" : "NetworkRule";
                return json;
            })),
        };
    }

    private sealed class Rule(int index, bool isDnat, Draw draw, string[] machines)
    {
        private readonly string[] protocols = isDnat ? draw.Of<string[]>(["TCP"], ["TCP"], ["UDP"], ["TCP", "UDP"]) : draw.Of<string[]>(["TCP"], ["UDP"], ["TCP", "UDP"], ["Any"], ["ICMP"]);
        private readonly string[] sources = draw.Chance(50) ? ["*"] : draw.Some(Draw.V4, 2);
        private readonly string[] destinations = isDnat ? [PublicAddress] : draw.Chance(30) ? ["*"] : [draw.Of("10.0.0.0/24", "10.0.1.0/24", PublicAddress, machines[0], machines[1], machines[2])];
        private readonly string[] ports = isDnat ? [.. draw.Some(["22", "80", "443", "3389", "8080"], 3).Distinct()] : draw.Chance(40) ? ["*"] : [draw.Of("22", "80-443", "443", "8080", "0-1023")];

        public string Machine { get; } = draw.Of(machines);

        public int TranslatedPort { get; } = draw.Of(22, 80, 443, 8080);

        public bool Matches(Packet packet, string destination, int port) =>
            protocols.Any(protocol => protocol switch { "TCP" => packet.Protocol == 6, "UDP" => packet.Protocol == 17, "ICMP" => packet.Protocol == 1, _ => true })
            && sources.Any(source => source == "*" || Draw.IsIn(packet.Source, source))
            && destinations.Any(range => range == "*" || IPNetwork.Parse(range.Contains('/') ? range : range + "/32").Contains(IPAddress.Parse(destination)))
            && ports.Any(range => range == "*" || (range.Split('-') is var ends && port >= int.Parse(ends[0], CultureInfo.InvariantCulture) && port <= int.Parse(ends[^1], CultureInfo.InvariantCulture)));

        public JsonObject ToJson(string protocolsName)
        {
            var json = new JsonObject
            {
                ["name"] = $"r{index}", [protocolsName] = Arm.Texts(protocols), ["sourceAddresses"] = Arm.Texts(sources), ["destinationAddresses"] = Arm.Texts(destinations), ["destinationPorts"] = Arm.Texts(ports),
            };
            if (isDnat)
            {
                (json["translatedAddress"], json["translatedPort"]) = (Machine, TranslatedPort.ToString(CultureInfo.InvariantCulture));
            }

            return json;
        }
    }
}
