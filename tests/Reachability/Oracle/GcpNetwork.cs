using System.Globalization;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A VPC network with firewall rules for some tags, and instances with and without external addresses.</summary>
internal sealed class GcpNetwork : INetwork
{
    private const string Root = "https://www.googleapis.com/compute/v1/projects/p1/";
    private const int Count = 3;

    private readonly Rule[] rules;
    private readonly Instance[] instances;

    public GcpNetwork(int seed)
    {
        var draw = new Draw(seed);
        rules = [.. Enumerable.Range(0, 1 + draw.Below(7)).Select(index => new Rule(index, draw))];
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
            && (rules.Where(rule => rule.Matches(packet, target)).OrderBy(static rule => rule.Priority).ThenBy(static rule => rule.IsAllow).FirstOrDefault()?.IsAllow ?? false);
    }

    private static string List(string kind, params JsonObject[] items) => new JsonObject { ["kind"] = kind, ["items"] = new JsonArray([.. items]) }.ToJsonString();

    private sealed class Rule(int index, Draw draw)
    {
        private readonly string protocol = draw.Of("all", "tcp", "tcp", "udp", "icmp", "6");
        private readonly (int First, int Last)[] ports = draw.Chance(30) ? [] : [.. Enumerable.Range(0, 1 + draw.Below(2)).Select(_ => draw.PortRange())];
        private readonly string[] sources = draw.Chance(75) ? draw.Some(Draw.V4, 3) : draw.Some(Draw.V6, 2);
        private readonly string[] tags = draw.Of<string[]>([], [], ["web"], ["db"], ["web", "other"]);
        private readonly bool isDisabled = draw.Chance(15);

        public int Priority { get; } = draw.Of(0, 900, 1000, 1000, 1001, 65534);

        public bool IsAllow { get; } = draw.Chance(65);

        private bool HasPorts => protocol is "tcp" or "udp" or "6" && ports.Length > 0;

        public bool Matches(Packet packet, Instance target) => !isDisabled
            && (tags.Length == 0 || tags.Intersect(target.Tags).Any())
            && protocol switch { "all" => true, "tcp" or "6" => packet.Protocol == 6, "udp" => packet.Protocol == 17, _ => packet.Protocol == 1 }
            && sources.Any(range => Draw.IsIn(packet.Source, range))
            && (!HasPorts || ports.Any(range => packet.Port >= range.First && packet.Port <= range.Last));

        public JsonObject ToJson()
        {
            var match = new JsonObject { ["IPProtocol"] = protocol };
            if (HasPorts)
            {
                match["ports"] = new JsonArray([.. ports.Select(static range => (JsonNode)Draw.Text(range))]);
            }

            var json = new JsonObject
            {
                ["kind"] = "compute#firewall", ["name"] = $"rule-{index}", ["selfLink"] = $"{Root}global/firewalls/rule-{index}", ["network"] = $"{Root}global/networks/n1",
                ["priority"] = Priority, ["direction"] = "INGRESS", ["disabled"] = isDisabled, ["sourceRanges"] = new JsonArray([.. sources.Distinct().Select(static range => (JsonNode)range)]),
                [IsAllow ? "allowed" : "denied"] = new JsonArray(match),
            };
            if (tags.Length > 0)
            {
                json["targetTags"] = new JsonArray([.. tags.Select(static tag => (JsonNode)tag)]);
            }

            return json;
        }
    }

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
