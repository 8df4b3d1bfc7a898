using System.Globalization;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A VPC with two subnets, their route tables and access lists, security groups, and instances with and without public addresses of both families.</summary>
internal sealed class AwsNetwork : INetwork
{
    private const int Subnets = 2;
    private const int Instances = 3;

    private readonly Subnet[] subnets;
    private readonly Route[] main;
    private readonly Permission[][] groups;
    private readonly Instance[] instances;

    public AwsNetwork(int seed)
    {
        var draw = new Draw(seed);
        main = Routes(draw);
        subnets = [.. Enumerable.Range(0, Subnets).Select(_ => new Subnet(draw.Chance(60) ? Routes(draw) : null, Entries(draw)))];
        groups = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 1 + draw.Below(4)).Select(_ => new Permission(draw)).ToArray())];
        instances = [.. Enumerable.Range(0, Instances).Select(index => new Instance(index, draw.Below(Subnets), draw.Chance(80), draw.Chance(60), draw.Of<int[]>([0], [1], [0, 1])))];
    }

    public IReadOnlyList<string> Machines => [.. instances.Select(static instance => instance.Id)];

    public IEnumerable<string> Documents =>
    [
        Document("Vpcs", new JsonObject { ["VpcId"] = "vpc-1", ["CidrBlock"] = "10.0.0.0/16" }),
        Document("InternetGateways", new JsonObject { ["InternetGatewayId"] = "igw-1", ["Attachments"] = new JsonArray(new JsonObject { ["State"] = "available", ["VpcId"] = "vpc-1" }) }),
        Document("NatGateways", new JsonObject { ["NatGatewayId"] = "nat-1", ["VpcId"] = "vpc-1", ["SubnetId"] = "subnet-0", ["State"] = "available" }),
        Document("Subnets", [.. subnets.Select(static (subnet, index) => new JsonObject { ["SubnetId"] = $"subnet-{index}", ["VpcId"] = "vpc-1", ["CidrBlock"] = $"10.0.{index}.0/24", ["State"] = "available" })]),
        Document("RouteTables", [Table("rtb-main", main, new JsonObject { ["Main"] = true, ["RouteTableId"] = "rtb-main" }), .. subnets.Select(OwnTable).OfType<JsonObject>()]),
        Document("NetworkAcls", [.. subnets.Select(static (subnet, index) => subnet.ToAcl(index))]),
        Document("SecurityGroups", [.. groups.Select(static (permissions, index) => new JsonObject
        {
            ["GroupId"] = $"sg-{index}", ["GroupName"] = $"group {index}", ["VpcId"] = "vpc-1",
            ["IpPermissions"] = new JsonArray([.. permissions.Select(static permission => permission.ToJson())]),
            ["IpPermissionsEgress"] = new JsonArray(new JsonObject { ["IpProtocol"] = "-1", ["IpRanges"] = new JsonArray(new JsonObject { ["CidrIp"] = "0.0.0.0/0" }) }),
        })]),
        Document("NetworkInterfaces", [.. instances.Select(static instance => instance.ToInterface())]),
        new JsonObject { ["Reservations"] = new JsonArray(new JsonObject { ["Instances"] = new JsonArray([.. instances.Select(static instance => instance.ToJson())]) }) }.ToJsonString(),
    ];

    public bool Arrives(string machine, Packet packet)
    {
        var target = instances.Single(instance => instance.Id == machine);
        var subnet = subnets[target.Subnet];
        return (packet.Source.IsV4 ? target.HasV4 : target.HasV6)
            && LeadsToGateway(subnet.Own ?? main, packet)
            && subnet.Allows(packet)
            && target.GroupNumbers.Any(group => groups[group].Any(permission => permission.Matches(packet)));
    }

    // The answer has to find its way back: the longest prefix that holds the stranger decides.
    private static bool LeadsToGateway(Route[] table, Packet packet) =>
        table.Where(route => Draw.IsIn(packet.Source, route.Destination)).OrderByDescending(static route => int.Parse(route.Destination[(route.Destination.IndexOf('/') + 1)..], CultureInfo.InvariantCulture))
            .FirstOrDefault() is { Target: "igw-1", IsActive: true };

    private static Route[] Routes(Draw draw) =>
    [
        .. new[] { "0.0.0.0/0", "45.0.0.0/8", "185.7.0.0/16", "::/0", "2a00::/16" }.Where((_, index) => draw.Chance(index is 0 or 3 ? 90 : 20))
            .Select(destination => draw.Of("igw-1", "igw-1", "igw-1", "igw-1", "igw-1", destination.Contains(':') ? "eigw-1" : "nat-1") is var target ? new Route(destination, target, target != "igw-1" || draw.Chance(85)) : null!),
    ];

    private static Entry[] Entries(Draw draw) =>
        [.. draw.Priorities(draw.Below(5), 90, 120).Select(number => new Entry(number, draw)), .. draw.Chance(70) ? [Entry.All(121, "0.0.0.0/0", draw), Entry.All(122, "::/0", draw)] : Array.Empty<Entry>()];

    private JsonObject? OwnTable(Subnet subnet, int index) =>
        subnet.Own is { } routes ? Table($"rtb-{index}", routes, new JsonObject { ["Main"] = false, ["SubnetId"] = $"subnet-{index}", ["RouteTableId"] = $"rtb-{index}" }) : null;

    private static JsonObject Table(string id, Route[] routes, JsonObject association) => new()
    {
        ["RouteTableId"] = id,
        ["VpcId"] = "vpc-1",
        ["Associations"] = new JsonArray(association),
        ["Routes"] = new JsonArray([new JsonObject { ["DestinationCidrBlock"] = "10.0.0.0/16", ["GatewayId"] = "local", ["State"] = "active" }, .. routes.Select(static route => route.ToJson())]),
    };

    private static string Document(string name, params JsonObject[] items) => new JsonObject { [name] = new JsonArray([.. items]) }.ToJsonString();

    private static string ProtocolText(int protocol) => protocol switch { -1 => "-1", 1 => "icmp", 6 => "tcp", _ => "udp" };

    private sealed record Route(string Destination, string Target, bool IsActive)
    {
        public JsonObject ToJson() => new()
        {
            [Destination.Contains(':') ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock"] = Destination,
            [Target switch { "nat-1" => "NatGatewayId", "eigw-1" => "EgressOnlyInternetGatewayId", _ => "GatewayId" }] = Target,
            ["State"] = IsActive ? "active" : "blackhole",
        };
    }

    private sealed record Subnet(Route[]? Own, Entry[] Inbound)
    {
        public bool Allows(Packet packet) => Inbound.OrderBy(static entry => entry.Number).FirstOrDefault(entry => entry.Matches(packet))?.IsAllow ?? false;

        public JsonObject ToAcl(int index) => new()
        {
            ["NetworkAclId"] = $"acl-{index}",
            ["VpcId"] = "vpc-1",
            ["IsDefault"] = false,
            ["Associations"] = new JsonArray(new JsonObject { ["NetworkAclId"] = $"acl-{index}", ["SubnetId"] = $"subnet-{index}" }),
            ["Entries"] = new JsonArray([.. Inbound.Select(static entry => entry.ToJson()), Last(32767, "0.0.0.0/0", egress: false, "deny"), Last(32768, "::/0", egress: false, "deny"), Last(100, "0.0.0.0/0", egress: true, "allow"), Last(101, "::/0", egress: true, "allow")]),
        };

        private static JsonObject Last(int number, string range, bool egress, string action) => new()
        {
            ["RuleNumber"] = number, ["Protocol"] = "-1", ["RuleAction"] = action, ["Egress"] = egress, [range.Contains(':') ? "Ipv6CidrBlock" : "CidrBlock"] = range,
        };
    }

    private sealed class Entry(int number, Draw draw)
    {
        private readonly (int First, int Last) ports = draw.PortRange();
        private int protocol = draw.Of(-1, 6, 6, 17, 1);
        private string range = draw.Chance(60) ? draw.Of(Draw.V4) : draw.Of(Draw.V6);

        public int Number => number;

        public bool IsAllow { get; private init; } = draw.Chance(65);

        public static Entry All(int number, string range, Draw draw) => new(number, draw) { protocol = -1, range = range, IsAllow = true };

        public bool Matches(Packet packet) => (protocol == -1 || protocol == packet.Protocol)
            && Draw.IsIn(packet.Source, range)
            && (protocol is -1 or 1 || (packet.Port >= ports.First && packet.Port <= ports.Last));

        public JsonObject ToJson()
        {
            var json = new JsonObject
            {
                ["RuleNumber"] = number, ["Egress"] = false, ["RuleAction"] = IsAllow ? "allow" : "deny",
                ["Protocol"] = protocol.ToString(CultureInfo.InvariantCulture), [range.Contains(':') ? "Ipv6CidrBlock" : "CidrBlock"] = range,
            };
            if (protocol is 6 or 17)
            {
                json["PortRange"] = new JsonObject { ["From"] = ports.First, ["To"] = ports.Last };
            }
            else if (protocol == 1)
            {
                json["IcmpTypeCode"] = new JsonObject { ["Type"] = -1, ["Code"] = -1 };
            }

            return json;
        }
    }

    private sealed class Permission(Draw draw)
    {
        private readonly int protocol = draw.Of(-1, 6, 6, 17, 1);
        private readonly (int First, int Last) ports = draw.PortRange();
        private readonly int icmpType = draw.Of(-1, 8, 3);
        private readonly string[] v4 = draw.Some(Draw.V4, 3);
        private readonly string[] v6 = draw.Chance(50) ? draw.Some(Draw.V6, 2) : [];

        public bool Matches(Packet packet) => (protocol == -1 || protocol == packet.Protocol)
            && (packet.Source.IsV4 ? v4 : v6).Any(range => Draw.IsIn(packet.Source, range))
            && (protocol switch { -1 => true, 1 => icmpType == -1 || packet.Port >> 8 == icmpType, _ => packet.Port >= ports.First && packet.Port <= ports.Last });

        public JsonObject ToJson()
        {
            var json = new JsonObject
            {
                ["IpProtocol"] = ProtocolText(protocol),
                ["IpRanges"] = new JsonArray([.. v4.Distinct().Select(static range => new JsonObject { ["CidrIp"] = range })]),
                ["Ipv6Ranges"] = new JsonArray([.. v6.Distinct().Select(static range => new JsonObject { ["CidrIpv6"] = range })]),
                ["PrefixListIds"] = new JsonArray(),
                ["UserIdGroupPairs"] = new JsonArray(),
            };
            if (protocol != -1)
            {
                (json["FromPort"], json["ToPort"]) = protocol == 1 ? (icmpType, -1) : (ports.First, ports.Last);
            }

            return json;
        }
    }

    private sealed record Instance(int Index, int Subnet, bool HasV4, bool HasV6, int[] GroupNumbers)
    {
        public string Id => $"i-{Index}";

        public JsonObject ToJson()
        {
            var json = new JsonObject
            {
                ["InstanceId"] = Id, ["State"] = new JsonObject { ["Code"] = 16, ["Name"] = "running" }, ["VpcId"] = "vpc-1", ["SubnetId"] = $"subnet-{Subnet}",
                ["PrivateIpAddress"] = $"10.0.{Subnet}.{Index + 10}", ["SecurityGroups"] = GroupList(), ["NetworkInterfaces"] = new JsonArray(ToInterface()),
            };
            if (HasV4)
            {
                json["PublicIpAddress"] = $"3.1.1.{Index + 1}";
            }

            return json;
        }

        public JsonObject ToInterface()
        {
            var address = new JsonObject { ["Primary"] = true, ["PrivateIpAddress"] = $"10.0.{Subnet}.{Index + 10}" };
            var json = new JsonObject
            {
                ["NetworkInterfaceId"] = $"eni-{Index}", ["VpcId"] = "vpc-1", ["SubnetId"] = $"subnet-{Subnet}", ["Status"] = "in-use", ["Groups"] = GroupList(),
                ["Attachment"] = new JsonObject { ["AttachmentId"] = $"eni-attach-{Index}", ["InstanceId"] = Id, ["DeviceIndex"] = 0, ["Status"] = "attached" },
                ["PrivateIpAddress"] = $"10.0.{Subnet}.{Index + 10}",
                ["Ipv6Addresses"] = HasV6 ? new JsonArray(new JsonObject { ["Ipv6Address"] = $"2600:1f18::{Index + 1}" }) : new JsonArray(),
            };
            if (HasV4)
            {
                address["Association"] = Association();
                json["Association"] = Association();
            }

            json["PrivateIpAddresses"] = new JsonArray(address);
            return json;
        }

        private JsonObject Association() => new() { ["IpOwnerId"] = "amazon", ["PublicIp"] = $"3.1.1.{Index + 1}" };

        private JsonArray GroupList() => [.. GroupNumbers.Select(static group => new JsonObject { ["GroupId"] = $"sg-{group}", ["GroupName"] = $"group {group}" })];
    }
}
