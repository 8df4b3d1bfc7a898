using System.Globalization;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A VPC network with firewall rules for some tags, and instances with and without external addresses.</summary>
internal sealed class GcpNetwork : INetwork
{
    private const string Root = "https://www.googleapis.com/compute/v1/projects/p1/";
    private const int Count = 3;

    private readonly GcpRule[] rules;
    private readonly Instance[] instances;

    public GcpNetwork(int seed)
    {
        var draw = new Draw(seed);
        rules = [.. Enumerable.Range(0, 1 + draw.Below(7)).Select(index => new GcpRule(index, draw, draw.Chance(75) ? Draw.V4 : Draw.V6))];
        instances = [.. Enumerable.Range(0, Count).Select(index => new Instance(index, draw.Chance(75), draw.Chance(40), draw.Of<string[]>([], ["web"], ["db"], ["web", "db"])))];
    }

    public IReadOnlyList<string> Machines => [.. instances.Select(static instance => $"//compute.googleapis.com/projects/p1/zones/z1/instances/{instance.Name}")];

    public IEnumerable<string> Documents =>
    [
        List("compute#networkList", new JsonObject { ["kind"] = "compute#network", ["name"] = "n1", ["selfLink"] = $"{Root}global/networks/n1", ["autoCreateSubnetworks"] = false }),
        List("compute#subnetworkList", new JsonObject { ["kind"] = "compute#subnetwork", ["name"] = "s1", ["selfLink"] = $"{Root}regions/r1/subnetworks/s1", ["network"] = $"{Root}global/networks/n1", ["ipCidrRange"] = "10.0.0.0/24", ["purpose"] = "PRIVATE" }),
        List("compute#firewallList", [.. rules.Select(static rule => rule.ToJson())]),
        List("compute#instanceList", [.. instances.Select(static instance => instance.ToJson())]),
    ];

    public bool Arrives(string machine, Packet packet)
    {
        var target = instances.Single(instance => machine.EndsWith($"/{instance.Name}", StringComparison.Ordinal));
        return (packet.Source.IsV4 ? target.HasV4 : target.HasV6)
            && GcpRule.Admit(rules, packet.Source, packet.Protocol, packet.Port, target.Tags);
    }

    private static string List(string kind, params JsonObject[] items) => new JsonObject { ["kind"] = kind, ["items"] = new JsonArray([.. items]) }.ToJsonString();

    private sealed record Instance(int Index, bool HasV4, bool HasV6, string[] Tags)
    {
        public string Name => $"vm-{Index.ToString(CultureInfo.InvariantCulture)}";

        public JsonObject ToJson()
        {
            var port = new JsonObject
            {
                ["name"] = "nic0", ["network"] = $"{Root}global/networks/n1", ["subnetwork"] = $"{Root}regions/r1/subnetworks/s1", ["networkIP"] = $"10.0.0.{Index + 2}", ["stackType"] = "IPV4_IPV6",
            };
            if (HasV4)
            {
                port["accessConfigs"] = new JsonArray(new JsonObject { ["type"] = "ONE_TO_ONE_NAT", ["name"] = "External NAT", ["natIP"] = $"34.1.1.{Index + 1}" });
            }

            if (HasV6)
            {
                port["ipv6AccessConfigs"] = new JsonArray(new JsonObject { ["type"] = "DIRECT_IPV6", ["name"] = "external-ipv6", ["externalIpv6"] = $"2600:1900::{Index + 1}", ["externalIpv6PrefixLength"] = 96 });
                port["ipv6AccessType"] = "EXTERNAL";
            }

            return new()
            {
                ["kind"] = "compute#instance", ["name"] = Name, ["selfLink"] = $"{Root}zones/z1/instances/{Name}", ["status"] = "RUNNING",
                ["tags"] = new JsonObject { ["items"] = new JsonArray([.. Tags.Select(static tag => (JsonNode)tag)]) }, ["networkInterfaces"] = new JsonArray(port),
            };
        }
    }
}
