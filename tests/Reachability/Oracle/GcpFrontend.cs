using System.Globalization;
using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A forwarding rule and everything up to its groups.</summary>
internal sealed class GcpFrontend(int index, Draw draw, int machines)
{
    private const string Root = "https://www.googleapis.com/compute/v1/projects/p1/";

    private readonly Kind kind = draw.Of(Kind.Passthrough, Kind.TargetPool, Kind.TargetInstance, Kind.GlobalProxy, Kind.GlobalProxy, Kind.GlobalTcpProxy, Kind.RegionalProxy, Kind.Internal);
    private readonly string protocol = draw.Of("TCP", "TCP", "UDP", "L3_DEFAULT");
    private readonly (int First, int Last) ports = draw.PortRange();
    private readonly bool isV6 = draw.Chance(25);
    private readonly int[] chosen = [.. Enumerable.Range(0, machines).Where(_ => draw.Chance(50))];
    private readonly int[] chosenGroups = draw.Of<int[]>([0], [1], [0, 1]);
    private readonly (int Priority, bool Denies, bool IsPreview, string[] Sources)[] armor = draw.Chance(70) ? [] :
        [.. draw.Priorities(2, 1, 9).Select(priority => (priority, draw.Chance(60), draw.Chance(20), draw.Some(["45.0.0.0/8", "45.9.9.9/32", "185.0.0.0/8", "2a00::/16", "128.0.0.0/1"], 2)))];

    private enum Kind
    {
        Passthrough,
        TargetPool,
        TargetInstance,
        GlobalProxy,
        GlobalTcpProxy,
        RegionalProxy,
        Internal,
    }

    public bool IsProxy => kind is Kind.GlobalProxy or Kind.GlobalTcpProxy or Kind.RegionalProxy;

    /// <summary>What the backend of a proxy takes for its client.</summary>
    public IpAddress SpeaksFrom => kind is Kind.RegionalProxy ? new(0x0A81000A, IsV4: true) : new(0x23BF000A, IsV4: true);

    private bool IsOfV6 => isV6 && kind is Kind.GlobalProxy or Kind.GlobalTcpProxy;

    // Proxies listen on one port; only a passthrough to a backend service forwards every protocol.
    private string Protocol => IsProxy ? "TCP" : kind is Kind.Passthrough ? protocol : protocol == "L3_DEFAULT" ? "UDP" : protocol;

    private (int First, int Last) Ports => IsProxy ? (ports.First, ports.First) : Protocol == "L3_DEFAULT" ? (0, 65535) : ports;

    private string Region => kind is Kind.GlobalProxy or Kind.GlobalTcpProxy ? "global" : "regions/r1";

    private string Scheme => kind switch { Kind.GlobalProxy or Kind.RegionalProxy => "EXTERNAL_MANAGED", Kind.Internal => "INTERNAL", _ => "EXTERNAL" };

    private string Service => $"{Region}/backendServices/b{index}";

    public static JsonObject Body(string place, JsonObject rest)
    {
        (rest["name"], rest["selfLink"]) = (place[(place.LastIndexOf('/') + 1)..], $"{Root}{place}");
        return rest;
    }

    public bool Takes(Packet packet) => kind is not Kind.Internal && packet.Source.IsV4 != IsOfV6
        && Protocol switch { "TCP" => packet.Protocol == 6, "UDP" => packet.Protocol == 17, _ => true }
        && (Protocol == "L3_DEFAULT" || (packet.Port >= Ports.First && packet.Port <= Ports.Last))
        && !(IsProxy && (armor.Where(static rule => !rule.IsPreview).OrderBy(static rule => rule.Priority).Where(rule => rule.Sources.Any(range => Draw.IsIn(packet.Source, range))).Select(static rule => (bool?)rule.Denies).FirstOrDefault() ?? false));

    public bool Has(int machine, GcpGroup[] groups) => kind switch
    {
        Kind.TargetPool => chosen.Contains(machine),
        Kind.TargetInstance => machine == index % machines,
        _ => chosenGroups.Any(group => groups[group].Members.Any(member => member.Machine == machine)),
    };

    public IEnumerable<int> PortsOf(int machine, GcpGroup[] groups) => chosenGroups.SelectMany(group => groups[group].PortsOf(machine));

    public IEnumerable<JsonObject> Resources(GcpGroup[] groups) => [Rule(), .. Behind(groups)];

    private JsonObject Rule()
    {
        var address = IsOfV6 ? $"2600:1901::{index + 1}" : kind is Kind.Internal ? $"10.0.0.{index + 100}" : $"34.2.2.{index + 1}";
        var rule = new JsonObject { ["IPAddress"] = address, ["IPProtocol"] = Protocol, ["loadBalancingScheme"] = Scheme, ["ipVersion"] = IsOfV6 ? "IPV6" : "IPV4" };
        if (Protocol == "L3_DEFAULT")
        {
            rule["allPorts"] = true;
        }
        else
        {
            rule["portRange"] = string.Create(CultureInfo.InvariantCulture, $"{Ports.First}-{Ports.Last}");
        }

        (string Name, string Place) to = kind switch
        {
            Kind.Passthrough or Kind.Internal => ("backendService", Service),
            Kind.TargetPool => ("target", $"regions/r1/targetPools/t{index}"),
            Kind.TargetInstance => ("target", $"zones/z1/targetInstances/t{index}"),
            Kind.GlobalTcpProxy => ("target", $"global/targetTcpProxies/t{index}"),
            _ => ("target", $"{Region}/targetHttpProxies/t{index}"),
        };
        (rule[to.Name], rule["network"]) = ($"{Root}{to.Place}", kind is Kind.RegionalProxy or Kind.Internal ? $"{Root}global/networks/n1" : null);
        return Body($"{Region}/forwardingRules/f{index}", rule);
    }

    private IEnumerable<JsonObject> Behind(GcpGroup[] groups) => kind switch
    {
        Kind.TargetPool => [Body($"regions/r1/targetPools/t{index}", new() { ["instances"] = Arm.Texts(chosen.Select(static machine => $"{Root}zones/z1/instances/vm-{machine}")) })],
        Kind.TargetInstance => [Body($"zones/z1/targetInstances/t{index}", new() { ["instance"] = $"{Root}zones/z1/instances/vm-{index % machines}" })],
        Kind.GlobalTcpProxy => [Body($"global/targetTcpProxies/t{index}", new() { ["service"] = $"{Root}{Service}" }), .. Backends(groups)],
        Kind.GlobalProxy or Kind.RegionalProxy =>
        [
            Body($"{Region}/targetHttpProxies/t{index}", new() { ["urlMap"] = $"{Root}{Region}/urlMaps/m{index}" }),
            Body($"{Region}/urlMaps/m{index}", new() { ["defaultService"] = $"{Root}{Service}" }),
            .. Backends(groups),
        ],
        _ => Backends(groups),
    };

    private IEnumerable<JsonObject> Backends(GcpGroup[] groups)
    {
        var service = new JsonObject
        {
            ["loadBalancingScheme"] = Scheme, ["protocol"] = IsProxy ? "HTTP" : "TCP", ["portName"] = "web", ["backends"] = Arm.List(chosenGroups.Select(group => new JsonObject { ["group"] = groups[group].Url })),
        };
        if (IsProxy && armor.Length > 0)
        {
            service["securityPolicy"] = $"{Root}global/securityPolicies/p{index}";
            yield return Body($"global/securityPolicies/p{index}", new()
            {
                ["rules"] = Arm.List([.. armor.Select(static rule => Armor(rule.Priority, rule.Denies ? "deny(403)" : "allow", rule.IsPreview, rule.Sources)), Armor(int.MaxValue, "allow", false, ["*"])]),
            });
        }

        yield return Body(Service, service);
    }

    private static JsonObject Armor(int priority, string action, bool isPreview, string[] sources) => new()
    {
        ["priority"] = priority, ["action"] = action, ["preview"] = isPreview, ["match"] = new JsonObject { ["versionedExpr"] = "SRC_IPS_V1", ["config"] = new JsonObject { ["srcIpRanges"] = Arm.Texts(sources.Distinct()) } },
    };
}
