using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>Instances without external addresses behind forwarding rules of every kind: what passes packets through, what proxies, and what stays inside.</summary>
internal sealed class GcpBalancedNetwork : INetwork
{
    private const string Root = "https://www.googleapis.com/compute/v1/projects/p1/";

    // Google's front ends have two blocks, and no range tells them apart: both must be let in for a backend to be served.
    private static readonly string[] Ranges =
        ["0.0.0.0/0", "0.0.0.0/0", "45.0.0.0/8", "45.9.9.9/32", "185.0.0.0/8", "10.0.0.0/8", "10.129.0.0/23", "35.191.0.0/16 130.211.0.0/22", "35.191.0.0/16 130.211.0.0/22", "::/0"];

    private readonly GcpRule[] rules;
    private readonly string[][] tags;
    private readonly GcpGroup[] groups;
    private readonly GcpFrontend[] frontends;

    public GcpBalancedNetwork(int seed)
    {
        var draw = new Draw(seed);
        rules = [.. Enumerable.Range(0, 2 + draw.Below(6)).Select(index => new GcpRule(index, draw, Ranges))];
        tags = [.. Enumerable.Range(0, 3).Select(_ => draw.Of<string[]>([], ["web"], ["db"], ["web", "db"]))];
        groups = [.. Enumerable.Range(0, 2).Select(index => new GcpGroup(index, draw, tags.Length))];
        frontends = [.. Enumerable.Range(0, 2 + draw.Below(4)).Select(index => new GcpFrontend(index, draw, tags.Length))];
    }

    public IReadOnlyList<string> Machines => [.. tags.Select(static (_, index) => $"//compute.googleapis.com/projects/p1/zones/z1/instances/vm-{index}")];

    public IEnumerable<string> Documents => Resources().Select(static resource => resource.ToJsonString());

    public bool Arrives(string machine, Packet packet)
    {
        var index = machine[^1] - '0';
        return frontends.Any(frontend => frontend.Takes(packet) && (frontend.IsProxy
            ? frontend.PortsOf(index, groups).Any(port => Admits(index, frontend.SpeaksFrom, 6, port))
            : frontend.Has(index, groups) && Admits(index, packet.Source, packet.Protocol, packet.Port)));
    }

    private bool Admits(int machine, IpAddress source, int protocol, int port) => GcpRule.Admit(rules, source, protocol, port, tags[machine]);

    private IEnumerable<JsonObject> Resources() =>
    [
        GcpFrontend.Body("global/networks/n1", new() { ["autoCreateSubnetworks"] = false }),
        GcpFrontend.Body("regions/r1/subnetworks/s1", new() { ["network"] = $"{Root}global/networks/n1", ["ipCidrRange"] = "10.0.0.0/24", ["purpose"] = "PRIVATE" }),
        GcpFrontend.Body("regions/r1/subnetworks/proxies", new() { ["network"] = $"{Root}global/networks/n1", ["ipCidrRange"] = "10.129.0.0/23", ["purpose"] = "REGIONAL_MANAGED_PROXY", ["role"] = "ACTIVE" }),
        .. rules.Select(static rule => rule.ToJson()),
        .. tags.Select(static (own, index) => GcpFrontend.Body($"zones/z1/instances/vm-{index}", new()
        {
            ["kind"] = "compute#instance",
            ["status"] = "RUNNING",
            ["tags"] = new JsonObject { ["items"] = Arm.Texts(own) },
            ["networkInterfaces"] = Arm.List(new JsonObject { ["name"] = "nic0", ["network"] = $"{Root}global/networks/n1", ["subnetwork"] = $"{Root}regions/r1/subnetworks/s1", ["networkIP"] = $"10.0.0.{index + 2}" }),
        })),
        .. groups.SelectMany(static group => group.Resources()),
        .. frontends.SelectMany(frontend => frontend.Resources(groups)),
    ];
}

/// <summary>Backends of both forms: an instance group with a named port, and a zonal group of endpoints.</summary>
internal sealed class GcpGroup(int index, Draw draw, int machines)
{
    public bool IsOfEndpoints { get; } = draw.Chance(35);

    public int NamedPort { get; } = draw.Of(80, 443, 8080);

    public (int Machine, int Port)[] Members { get; } = [.. Enumerable.Range(0, machines).Where(_ => draw.Chance(60)).Select(machine => (machine, draw.Of(80, 8080)))];

    public string Url => $"https://www.googleapis.com/compute/v1/projects/p1/{Place}";

    private string Place => IsOfEndpoints ? $"zones/z1/networkEndpointGroups/g{index}" : $"zones/z1/instanceGroups/g{index}";

    public IEnumerable<int> PortsOf(int machine) => Members.Where(member => member.Machine == machine).Select(member => IsOfEndpoints ? member.Port : NamedPort);

    public IEnumerable<JsonObject> Resources() => IsOfEndpoints
        ?
        [
            GcpFrontend.Body(Place, new() { ["networkEndpointType"] = "GCE_VM_IP_PORT", ["network"] = "https://www.googleapis.com/compute/v1/projects/p1/global/networks/n1" }),
            new()
            {
                ["kind"] = "compute#networkEndpointGroupsListNetworkEndpoints",
                ["id"] = $"projects/p1/{Place}",
                ["items"] = Arm.List(Members.Select(static member => new JsonObject { ["networkEndpoint"] = new JsonObject { ["instance"] = $"vm-{member.Machine}", ["ipAddress"] = $"10.0.0.{member.Machine + 2}", ["port"] = member.Port } })),
            },
        ]
        :
        [
            GcpFrontend.Body(Place, new()
            {
                ["network"] = "https://www.googleapis.com/compute/v1/projects/p1/global/networks/n1", ["size"] = Members.Length, ["namedPorts"] = Arm.List(new JsonObject { ["name"] = "web", ["port"] = NamedPort }),
            }),
            new()
            {
                ["kind"] = "compute#instanceGroupsListInstances",
                ["id"] = $"projects/p1/{Place}",
                ["items"] = Arm.List(Members.Select(static member => new JsonObject { ["instance"] = $"https://www.googleapis.com/compute/v1/projects/p1/zones/z1/instances/vm-{member.Machine}", ["status"] = "RUNNING" })),
            },
        ];
}
