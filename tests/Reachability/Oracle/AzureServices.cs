using System.Net;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>Azure's services: databases with firewall rules, storage with network rules, cluster endpoints with allow lists.</summary>
internal static class AzureServices
{
    private const string Providers = "/subscriptions/s/resourceGroups/g/providers/";

    // The first stands for Azure's services, of any customer, and for no address of the internet.
    private static readonly (string First, string Last)[] Spans =
    [
        ("0.0.0.0", "0.0.0.0"), ("0.0.0.0", "255.255.255.255"), ("0.0.0.0", "127.255.255.255"), ("128.0.0.0", "255.255.255.255"), ("45.0.0.0", "45.9.9.9"), ("45.9.9.10", "126.255.255.254"),
        ("45.9.9.9", "45.9.9.9"), ("185.7.0.0", "223.255.255.254"), ("185.6.255.255", "185.7.0.0"), ("200.0.0.0", "100.0.0.0"), ("0.0.0.0", "0.0.0.1"),
    ];

    public static ServiceNetwork Of(int seed)
    {
        var draw = new Draw(seed);
        return new(
        [
            Database("Microsoft.Sql/servers", 1433, draw), Database("Microsoft.DBforMySQL/servers", 3306, draw), Flexible("Microsoft.DBforPostgreSQL/flexibleServers", 5432, draw),
            Storage(draw), Cluster(draw), Cosmos(draw), Search(draw), OpenAi(draw),
        ]);
    }

    private static Service Database(string type, int port, Draw draw)
    {
        var (access, rules) = (Access(draw), Some(draw));
        return With(type, new() { ["publicNetworkAccess"] = access }, rules, packet => access != "Disabled" && Serves(rules, packet, port));
    }

    private static Service Flexible(string type, int port, Draw draw)
    {
        var (access, rules, isInside) = (Access(draw), Some(draw), draw.Chance(15));
        var network = new JsonObject { ["publicNetworkAccess"] = access };
        if (isInside)
        {
            network["delegatedSubnetResourceId"] = $"{Arm.Network}virtualNetworks/v/subnets/db";
        }

        return With(type, new() { ["network"] = network }, rules, packet => !isInside && access != "Disabled" && Serves(rules, packet, port));
    }

    // A server without any rule says so in its own body.
    private static Service With(string type, JsonObject properties, (string First, string Last)[] rules, Func<Packet, bool> serves)
    {
        var id = $"{Providers}{type}/db";
        if (rules.Length == 0)
        {
            properties["firewallRules"] = new JsonArray();
        }

        return new(
            id.ToLowerInvariant(),
            [
                Arm.Resource(type, id, properties).ToJsonString(),
                .. rules.Select((rule, index) => Arm.Resource($"{type}/firewallRules", $"{id}/firewallRules/r{index}", new() { ["startIpAddress"] = rule.First, ["endIpAddress"] = rule.Last }).ToJsonString()),
            ],
            serves);
    }

    private static Service Storage(Draw draw)
    {
        var (access, denies, ranges, isHttpToo, allowsAnonymous) = (Access(draw), draw.Chance(60), Ranges(draw), draw.Chance(30), draw.Chance(50));
        var levels = draw.Some(["None", "Blob", "Container", "None"], 3);
        const string Id = $"{Providers}Microsoft.Storage/storageAccounts/a";
        var account = Arm.Resource("Microsoft.Storage/storageAccounts", Id, new()
        {
            ["publicNetworkAccess"] = access,
            ["supportsHttpsTrafficOnly"] = !isHttpToo,
            ["allowBlobPublicAccess"] = allowsAnonymous,
            ["networkAcls"] = new JsonObject { ["bypass"] = "AzureServices", ["defaultAction"] = denies ? "Deny" : "Allow", ["ipRules"] = Arm.List(ranges.Select(static range => new JsonObject { ["value"] = range.Replace("/32", "", StringComparison.Ordinal), ["action"] = "Allow" })) },
        });
        account["kind"] = "BlobStorage";
        return new(
            Id.ToLowerInvariant(),
            [account.ToJsonString(), .. levels.Select(static (level, index) => Arm.Resource("Microsoft.Storage/storageAccounts/blobServices/containers", $"{Id}/blobServices/default/containers/c{index}", new() { ["publicAccess"] = level }).ToJsonString())],
            packet => access != "Disabled" && (To(packet, 443) || (isHttpToo && To(packet, 80))) && (!denies || ServiceNetwork.Any(ranges, packet.Source)),
            allowsAnonymous && levels.Any(static level => level != "None"));
    }

    private static Service Cluster(Draw draw)
    {
        var (isPrivate, ranges) = (draw.Chance(20), draw.Chance(40) ? [] : Ranges(draw));
        return Plain("Microsoft.ContainerService/managedClusters", new() { ["apiServerAccessProfile"] = new JsonObject { ["enablePrivateCluster"] = isPrivate, ["authorizedIPRanges"] = Arm.Texts(ranges) } },
            packet => !isPrivate && To(packet, 443) && (ranges.Length == 0 || ServiceNetwork.Any(ranges, packet.Source)));
    }

    private static Service Cosmos(Draw draw)
    {
        var (access, ranges, hasNetworks) = (Access(draw), draw.Chance(40) ? [] : Ranges(draw), draw.Chance(30));
        return Plain("Microsoft.DocumentDB/databaseAccounts", new()
        {
            ["publicNetworkAccess"] = access, ["isVirtualNetworkFilterEnabled"] = hasNetworks,
            ["ipRules"] = Arm.List(ranges.Append(draw.Chance(30) && ranges.Length > 0 ? "0.0.0.0" : null).OfType<string>().Select(static range => new JsonObject { ["ipAddressOrRange"] = range })),
        }, packet => access != "Disabled" && To(packet, 443) && ((ranges.Length == 0 && !hasNetworks) || ServiceNetwork.Any(ranges, packet.Source)));
    }

    private static Service Search(Draw draw)
    {
        var (access, ranges) = (Access(draw), draw.Chance(40) ? [] : Ranges(draw));
        return Plain("Microsoft.Search/searchServices", new() { ["publicNetworkAccess"] = access, ["networkRuleSet"] = new JsonObject { ["ipRules"] = Arm.List(ranges.Select(static range => new JsonObject { ["value"] = range })) } },
            packet => access != "Disabled" && To(packet, 443) && (ranges.Length == 0 || ServiceNetwork.Any(ranges, packet.Source)));
    }

    private static Service OpenAi(Draw draw)
    {
        var (access, denies, ranges) = (Access(draw), draw.Chance(60), Ranges(draw));
        return Plain("Microsoft.CognitiveServices/accounts", new()
        {
            ["publicNetworkAccess"] = access,
            ["networkAcls"] = new JsonObject { ["defaultAction"] = denies ? "Deny" : "Allow", ["ipRules"] = Arm.List(ranges.Select(static range => new JsonObject { ["value"] = range })) },
        }, packet => access != "Disabled" && To(packet, 443) && (!denies || ServiceNetwork.Any(ranges, packet.Source)), "OpenAI");
    }

    private static Service Plain(string type, JsonObject properties, Func<Packet, bool> serves, string? kind = null)
    {
        var body = Arm.Resource(type, $"{Providers}{type}/x", properties);
        if (kind is not null)
        {
            body["kind"] = kind;
        }

        return new($"{Providers}{type}/x".ToLowerInvariant(), [body.ToJsonString()], serves);
    }

    private static string Access(Draw draw) => draw.Of("Enabled", "enabled", "Enabled", "Disabled");

    private static string[] Ranges(Draw draw) => [.. draw.Some(ServiceNetwork.Lists, 3).Distinct()];

    private static (string First, string Last)[] Some(Draw draw) => draw.Chance(15) ? [] : draw.Some(Spans, 4);

    private static bool To(Packet packet, int port) => packet.Source.IsV4 && packet.Protocol == 6 && packet.Port == port;

    private static bool Serves((string First, string Last)[] rules, Packet packet, int port) => To(packet, port)
        && rules.Any(rule => rule != ("0.0.0.0", "0.0.0.0") && Order(rule.First) <= Order(packet.Source.ToString()) && Order(packet.Source.ToString()) <= Order(rule.Last));

    private static long Order(string address) => IPAddress.Parse(address).GetAddressBytes().Aggregate(0L, static (number, part) => (number << 8) + part);
}
