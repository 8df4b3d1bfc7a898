using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>
/// Machines without public addresses behind one load balancer, classic, application or network: listeners, rules, security groups and network ACLs on
/// both sides, and who the machine takes for its client.
/// </summary>
internal sealed class AwsBalancedNetwork : INetwork
{
    private const int Subnets = 4;
    private const int Ephemeral = 50_000;

    // No block splits a subnet: a node has one of its subnet's addresses, and all of them must fare alike.
    private static readonly string[] Ranges =
        ["0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "45.0.0.0/8", "45.9.9.9/32", "10.0.0.0/16", "10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "::/0", "2a00::/16"];

    private readonly bool[] isPublic;
    private readonly (AwsEntry[] In, AwsEntry[] Out)[] acls;
    private readonly AwsPermission[][] machineGroups;
    private readonly AwsPermission[] balancerIn;
    private readonly AwsPermission[] balancerOut;
    private readonly (int Subnet, string Group)[] machines;
    private readonly AwsBalancer balancer;

    public AwsBalancedNetwork(int seed)
    {
        var draw = new Draw(seed);
        isPublic = [.. Enumerable.Range(0, Subnets).Select(_ => draw.Chance(90))];
        acls = [.. Enumerable.Range(0, Subnets).Select(_ => (AwsEntry.Some(draw, Ranges), AwsEntry.Some(draw, Ranges)))];
        machineGroups = [.. Enumerable.Range(0, 2).Select(_ => Permissions(draw, "sg-lb"))];
        balancerIn = Permissions(draw);
        balancerOut = draw.Chance(60) ? [AwsPermission.Everything] : Permissions(draw, "sg-0");
        machines = [.. Enumerable.Range(0, 3).Select(_ => (draw.Below(Subnets), draw.Of("sg-0", "sg-1")))];
        balancer = new(draw, machines.Length);
    }

    public IReadOnlyList<string> Machines => [.. machines.Select(static (_, index) => $"i-{index}")];

    public IEnumerable<string> Documents =>
    [
        """{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}]}""",
        """{"InternetGateways":[{"InternetGatewayId":"igw-1","Attachments":[{"State":"available","VpcId":"vpc-1"}]}]}""",
        $$"""{"Subnets":[{{Each(Subnets, static n => $$"""{"SubnetId":"subnet-{{n}}","VpcId":"vpc-1","CidrBlock":"10.0.{{n}}.0/24","AvailabilityZone":"eu-west-1{{(n % 2 == 0 ? "a" : "b")}}"}""")}}]}""",
        $$"""{"RouteTables":[{{Each(Subnets, RouteTable)}}]}""",
        $$"""{"NetworkAcls":[{{Each(Subnets, Acl)}}]}""",
        $$"""{"SecurityGroups":[{{Group("sg-0", machineGroups[0], [AwsPermission.Everything])}},{{Group("sg-1", machineGroups[1], [])}},{{Group("sg-lb", balancerIn, balancerOut)}}]}""",
        $$"""{"Reservations":[{"Instances":[{{Each(machines.Length, Machine)}}]}]}""",
        .. balancer.Documents(machine => Address(machine).ToString()),
    ];

    public bool Arrives(string machine, Packet packet)
    {
        var index = int.Parse(machine[2..], CultureInfo.InvariantCulture);
        return balancer.IsPublic && (packet.Source.IsV4 || balancer.IsDualstack)
            && balancer.Subnets.Any(node => ReachesNode(node, packet) && balancer.PortsOf(index, packet).Any(port => SendsTo(index, node, port.CrossesZones) && ReachesMachine(index, node, packet, port.Port, port.KeepsClient)));
    }

    // Subnets are in two zones by turns. A zone without a node gets nothing.
    private bool SendsTo(int machine, int node, bool crossesZones) =>
        balancer.Subnets.Any(subnet => subnet % 2 == machines[machine].Subnet % 2) && (crossesZones || node % 2 == machines[machine].Subnet % 2);

    private bool ReachesNode(int node, Packet packet) => isPublic[node]
        && AwsEntry.Pass(acls[node].In, packet.Source, packet.Protocol, packet.Port)
        && AwsEntry.Pass(acls[node].Out, packet.Source, packet.Protocol, Ephemeral)
        && (!balancer.HasGroup || balancerIn.Any(rule => rule.Matches(packet.Source, [], packet.Protocol, packet.Port)));

    private bool ReachesMachine(int machine, int node, Packet packet, int port, bool keepsClient)
    {
        var (subnet, group) = machines[machine];
        var source = keepsClient && packet.Source.IsV4 ? packet.Source : Ip($"10.0.{node}.200");
        string[] groups = balancer.HasGroup ? ["sg-lb"] : [];
        return (!balancer.HasGroup || balancerOut.Any(rule => rule.Matches(Address(machine), [group], packet.Protocol, port)))
            && (subnet == node || CrossesSubnets(node, subnet, Address(machine), source, packet.Protocol, port))
            && machineGroups[group == "sg-0" ? 0 : 1].Any(rule => rule.Matches(source, groups, packet.Protocol, port));
    }

    private bool CrossesSubnets(int node, int subnet, IpAddress machine, IpAddress source, int protocol, int port) =>
        AwsEntry.Pass(acls[node].Out, machine, protocol, port) && AwsEntry.Pass(acls[node].In, machine, protocol, Ephemeral)
        && AwsEntry.Pass(acls[subnet].In, source, protocol, port) && AwsEntry.Pass(acls[subnet].Out, source, protocol, Ephemeral);

    private IpAddress Address(int machine) => Ip(string.Create(CultureInfo.InvariantCulture, $"10.0.{machines[machine].Subnet}.{machine + 10}"));

    private static IpAddress Ip(string text) => IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    private static AwsPermission[] Permissions(Draw draw, string? group = null) =>
    [
        .. Enumerable.Range(0, 1 + draw.Below(3)).Select(_ => new AwsPermission(
            draw.Of(-1, 6, 6, 17), draw.Of((0, 65535), (0, 65535), (80, 80), (80, 443), (22, 8080)), draw.Chance(75) ? draw.Some(Ranges, 3) : [], group is not null && draw.Chance(40) ? [group] : [])),
    ];

    private string RouteTable(int subnet) => $$"""
        {"RouteTableId":"rtb-{{subnet}}","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-{{subnet}}"}],"Routes":[{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local","State":"active"}
         {{(isPublic[subnet] ? """,{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"},{"DestinationIpv6CidrBlock":"::/0","GatewayId":"igw-1","State":"active"}""" : "")}}]}
        """;

    private string Acl(int subnet) => $$"""
        {"NetworkAclId":"acl-{{subnet}}","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-{{subnet}}"}],
         "Entries":[{{string.Join(',', acls[subnet].In.Append(AwsEntry.Any(32767, false, "0.0.0.0/0")).Select(static entry => entry.ToJson(isEgress: false)).Concat(acls[subnet].Out.Select(static entry => entry.ToJson(isEgress: true))))}}]}
        """;

    private static string Group(string id, AwsPermission[] inbound, AwsPermission[] outbound) => $$"""
        {"GroupId":"{{id}}","VpcId":"vpc-1","IpPermissions":[{{string.Join(',', inbound.Select(static rule => rule.ToJson()))}}],"IpPermissionsEgress":[{{string.Join(',', outbound.Select(static rule => rule.ToJson()))}}]}
        """;

    private string Machine(int index) => $$"""
        {"InstanceId":"i-{{index}}","VpcId":"vpc-1","SubnetId":"subnet-{{machines[index].Subnet}}","State":{"Name":"running"},"NetworkInterfaces":[{"NetworkInterfaceId":"eni-{{index}}","VpcId":"vpc-1",
         "SubnetId":"subnet-{{machines[index].Subnet}}","Groups":[{"GroupId":"{{machines[index].Group}}"}],"Attachment":{"DeviceIndex":0},"PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"{{Address(index)}}"}]}]}
        """;

    private static string Each(int count, Func<int, string> write) => string.Join(',', Enumerable.Range(0, count).Select(write));
}
