using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting.Tables;
using ExposurePipeline.Tests.Functions.Http;
using ExposurePipeline.Tests.Support;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.Answers;

namespace ExposurePipeline.Tests.Functions.Hunting;

public sealed class GraphTablesTests
{
    private const string Jump = "/subscriptions/7a1f6c52-93a1-4f4e-8c55-1f5d0f6b2a10/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/jump01";

    private readonly Answers answers = new();
    private readonly MemoryClouds clouds = new();

    [Fact]
    public async Task the_demo_is_this_graph()
    {
        await FillAsync();

        var nodes = await AskAsync("ExposureGraphNodes | sort by NodeLabel asc, NodeName asc | project strcat(NodeLabel, ' ', NodeName, '\\n  ', tostring(Categories), '\\n  ', tostring(NodeProperties.rawData), '\\n  ', strcat_array(EntityIds, ' '))");
        var edges = await AskAsync("ExposureGraphEdges | sort by EdgeLabel asc, SourceNodeName asc, TargetNodeName asc | project strcat(SourceNodeLabel, ' ', SourceNodeName, ' ', EdgeLabel, ' ', TargetNodeLabel, ' ', TargetNodeName, '\\n  ', tostring(EdgeProperties.rawData))");

        Golden.Matches($"{nodes}\n\n{edges}".Replace("; ", "\n", StringComparison.Ordinal), "tests", "Functions", "Hunting", "graph.golden.txt");
    }

    [Fact]
    public async Task ids_are_the_same_in_each_query_and_different_in_each_tenant()
    {
        await FillAsync();
        var other = new TenantId("fabrikam");
        clouds.Know(other, Documents());

        const string Ids = "ExposureGraphNodes | project NodeId | union (ExposureGraphEdges | project NodeId = EdgeId)";
        var (first, second) = (await AskAsync(Ids), await AskAsync(Ids));

        Assert.Equal(first, second);
        Assert.All(first.Split("; "), static id => Assert.True(Guid.TryParse(id, out _)));
        Assert.Empty(first.Split("; ").Intersect((await AskAsync(Ids, other)).Split("; ")));
        Assert.Equal("0", await AskAsync($"ExposureGraphNodes | where NodeName == 'jump01.contoso.example' or EntityIds has 'device-1' | count", other));
    }

    [Fact]
    public async Task every_edge_ends_at_nodes_and_tells_them_alike()
    {
        await FillAsync();

        Assert.Equal("0", await AskAsync("ExposureGraphEdges | join kind=leftanti ExposureGraphNodes on $left.SourceNodeId == $right.NodeId | count"));
        Assert.Equal("0", await AskAsync("ExposureGraphEdges | join kind=leftanti ExposureGraphNodes on $left.TargetNodeId == $right.NodeId | count"));
        Assert.Equal(
            "0",
            await AskAsync("ExposureGraphEdges | join ExposureGraphNodes on $left.TargetNodeId == $right.NodeId | where TargetNodeName != NodeName or TargetNodeLabel != NodeLabel or tostring(TargetNodeCategories) != tostring(Categories) | count"));
        Assert.Equal(await AskAsync("ExposureGraphNodes | count"), await AskAsync("ExposureGraphNodes | summarize dcount(NodeId)"));
    }

    [Fact]
    public async Task the_way_from_an_address_to_a_machine_tells_ports_and_protocols()
    {
        await FillAsync();

        Assert.Equal(
            "20.73.148.30 | jump01-ip | jump01 | [\"22\",\"3389\"] | [\"6\"]",
            await AskAsync("""
                ExposureGraphEdges | make-graph SourceNodeId --> TargetNodeId with ExposureGraphNodes on NodeId
                | graph-match (ip)-[a]->(door)-[b]->(vm) where a.EdgeLabel == "routes traffic to" and b.EdgeLabel == "routes traffic to" and ip.NodeLabel == "IP address" and vm.NodeLabel == "microsoft.compute/virtualmachines"
                  project ip.NodeName, door.NodeName, vm.NodeName, Rule = b.EdgeProperties.rawData.networkReachability.routeRules[0]
                | project ip_NodeName, door_NodeName, vm_NodeName, Rule.portRanges, Rule.protocolRanges
                """));
    }

    [Fact]
    public async Task a_device_and_its_virtual_machine_are_one_node_that_joins_both_worlds()
    {
        await FillAsync();

        Assert.Equal(
            $"microsoft.compute/virtualmachines | AzureResourceId | {Jump.ToLowerInvariant()}; microsoft.compute/virtualmachines | DeviceInventoryId | device-1; microsoft.compute/virtualmachines | SenseDeviceId | device-1",
            await AskAsync("""
                ExposureGraphNodes | where NodeProperties.rawData.deviceName == "jump01.contoso.example"
                | mv-expand EntityIds | extend Entity = parse_json(tostring(EntityIds)) | project NodeLabel, tostring(Entity.type), tostring(Entity.id)
                """));
        Assert.Equal(
            "20.73.148.30 | 3389 | Tcp | 10.20.0.10",
            await AskAsync("""
                ExposureGraphNodes | where isnotnull(NodeProperties.rawData.isInternetFacing)
                | extend e = parse_json(tostring(NodeProperties.rawData.exposedToInternetDevice[0]))
                | project tostring(e.publicIps[0].ipAddress), toint(e.publicIps[0].portsInfo[0].port), tostring(e.publicIps[0].portsInfo[0].connectionProtocol), tostring(e.localIps[0])
                """));
    }

    [Fact]
    public async Task an_endpoint_that_was_seen_leads_to_its_device_where_no_configuration_is_known()
    {
        await answers.ObserveAsync(Device("web"), Scan(Now));

        Assert.Equal(
            "IP address | 45.1.2.3 | routes traffic to | device | web | {\"type\":\"NetworkReachability\",\"routeRules\":[{\"portRanges\":[\"1610\"],\"protocolRanges\":[\"17\"]}]}",
            await AskAsync("ExposureGraphEdges | project SourceNodeLabel, SourceNodeName, EdgeLabel, TargetNodeLabel, TargetNodeName, EdgeProperties.rawData.networkReachability"));
    }

    [Fact]
    public async Task a_public_address_of_the_devices_own_is_where_strangers_reach_it()
    {
        await answers.ObserveAsync(Device("web"), Connection(Now) with { Key = new(Reason.ExternalNetworkConnection, Transport.Tcp, new(Ip("45.1.2.3"), 22), null) });
        await answers.ObserveAsync(Device("behind"), Connection(Now));

        Assert.Equal("45.1.2.3 | web | [\"22\"]", await AskAsync("ExposureGraphEdges | project SourceNodeName, TargetNodeName, EdgeProperties.rawData.networkReachability.routeRules[0].portRanges"));
        Assert.Equal(
            "behind | [] | [\"10.0.0.5\"]; web | [{\"ipAddress\":\"45.1.2.3\",\"portsInfo\":[{\"port\":22,\"connectionProtocol\":\"Tcp\"}]}] | [\"45.1.2.3\"]",
            await AskAsync("ExposureGraphNodes | where NodeLabel == 'device' | sort by NodeName asc | extend e = parse_json(tostring(NodeProperties.rawData.exposedToInternetDevice[0])) | project NodeName, e.publicIps, e.localIps"));
    }

    [Fact]
    public async Task a_merged_device_is_no_node_of_its_own()
    {
        await answers.ObserveAsync(Device("web"), Scan(Now));
        await answers.ObserveAsync(Device("old"), Connection(Now), new DeviceMerged(new DeviceId("web"), Now));

        Assert.Equal("web", await AskAsync("ExposureGraphNodes | where NodeLabel == 'device' | project NodeName"));
    }

    [Fact]
    public async Task resources_of_three_clouds_have_their_labels()
    {
        clouds.Know(Tenant, CloudSamples.All);

        Assert.Equal(
            "compute.instances | [\"compute\",\"environmentCloud\",\"environmentGcp\",\"virtual_machine\"]; ec2.instance | [\"compute\",\"environmentAws\",\"environmentCloud\",\"virtual_machine\"]; microsoft.compute/virtualmachines | [\"compute\",\"environmentAzure\",\"environmentCloud\",\"virtual_machine\"]",
            await AskAsync("ExposureGraphNodes | where Categories has 'virtual_machine' and isnotnull(NodeProperties.rawData.exposedToInternet) | distinct NodeLabel, tostring(Categories) | sort by NodeLabel asc"));
        Assert.Equal("3.1.1.1 > igw-1 > i-0123456789abcdef0", await AskAsync("""
            ExposureGraphEdges | where EdgeLabel == 'routes traffic to' | make-graph SourceNodeId --> TargetNodeId with ExposureGraphNodes on NodeId
            | graph-match (ip)-->(gate)-->(vm) where vm.NodeLabel == "ec2.instance" project Way = strcat(ip.NodeName, ' > ', gate.NodeName, ' > ', vm.NodeName)
            """));
    }

    [SampleTheory]
    [InlineData("microsoftdocs-0005")] // labels of nodes
    [InlineData("microsoftdocs-0006")] // labels of edges
    [InlineData("microsoftdocs-0008")] // edges into virtual machines
    [InlineData("microsoftdocs-0009")] // properties of one
    [InlineData("microsoftdocs-0010")] // how many of each kind
    [InlineData("microsoftdocs-0018")] // from an address to a virtual machine, in up to three steps
    [InlineData("scstelz-0064")]
    [InlineData("alexverboon-0090")]
    public async Task a_published_query_finds_something_in_the_demo(string name)
    {
        await FillAsync();

        Assert.NotEqual("", await AskAsync(Published(name)));
    }

    private static string Published(string name) => File.ReadLines(Repository.Shared("kql", "hunting-queries.jsonl"))
        .Select(static line => JsonElement.Parse(line)).First(query => query.GetProperty("name").GetString() == name).GetProperty("query").GetString()!;

    private static IEnumerable<string> Documents() => Directory.GetFiles(Repository.File("infra", "local", "demo", "clouds")).Order(StringComparer.Ordinal)
        .SelectMany(static file => file.EndsWith(".jsonl", StringComparison.Ordinal) ? File.ReadLines(file) : [File.ReadAllText(file)]);

    private Task<string> AskAsync(string query, TenantId? tenant = null) => new Hunt([new GraphTables(answers.Inventory(), clouds)]).AskAsync(query, tenant: tenant);

    private async Task FillAsync()
    {
        clouds.Know(Tenant, Documents());
        var profile = new DeviceProfile("jump01.contoso.example", "WindowsServer2022", null, "contoso", "Onboarded", "Active", "Server", "High", "Medium", null, ["production"], Jump, null, 1);
        var scan = Scan(Now) with { Key = new(Reason.PublicScan, Transport.Tcp, new(Ip("10.20.0.10"), 3389), new(Ip("20.73.148.30"), 3389)) };
        await answers.ObserveAsync(Device("device-1"), new ProfileSeen(profile, Now), scan, new AddressSeen(Ip("20.73.148.30"), AddressRelation.Egress, Sighting.At(Now)));
        await answers.ObserveAsync(Device("desk"), new ProfileSeen(profile with { Name = "desk.contoso.example", Platform = "Windows11", DeviceType = "Workstation", CloudResourceId = null }, Now));
    }
}
