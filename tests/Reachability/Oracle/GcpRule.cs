using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A firewall rule of the network n1.</summary>
internal sealed class GcpRule(int index, Draw draw, string[] pool)
{
    private const string Root = "https://www.googleapis.com/compute/v1/projects/p1/";

    private readonly string protocol = draw.Of("all", "tcp", "tcp", "udp", "icmp", "6");
    private readonly (int First, int Last)[] ports = draw.Chance(30) ? [] : [.. Enumerable.Range(0, 1 + draw.Below(2)).Select(_ => draw.PortRange())];
    private readonly string[] sources = [.. draw.Some(pool, 3).SelectMany(static range => range.Split(' '))];
    private readonly string[] tags = draw.Of<string[]>([], [], ["web"], ["db"], ["web", "other"]);
    private readonly bool isDisabled = draw.Chance(15);

    public int Priority { get; } = draw.Of(0, 900, 1000, 1000, 1001, 65534);

    public bool IsAllow { get; } = draw.Chance(65);

    private bool HasPorts => protocol is "tcp" or "udp" or "6" && ports.Length > 0;

    /// <summary>The lowest priority decides; at the same one, deny does; without a match nobody is let in.</summary>
    public static bool Admit(IEnumerable<GcpRule> rules, IpAddress source, int protocol, int port, string[] tags) => rules
        .Where(rule => rule.Matches(source, protocol, port, tags))
        .OrderBy(static rule => rule.Priority).ThenBy(static rule => rule.IsAllow)
        .FirstOrDefault()?.IsAllow ?? false;

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

    private bool Matches(IpAddress source, int number, int port, string[] itsTags) => !isDisabled
        && (tags.Length == 0 || tags.Intersect(itsTags).Any())
        && protocol switch { "all" => true, "tcp" or "6" => number == 6, "udp" => number == 17, _ => number == 1 }
        && sources.Any(range => Draw.IsIn(source, range))
        && (!HasPorts || ports.Any(range => port >= range.First && port <= range.Last));
}
