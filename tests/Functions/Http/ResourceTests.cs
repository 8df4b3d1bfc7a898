using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.CloudSamples;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class ResourceTests : IDisposable
{
    private static readonly TenantId Tenant = new("contoso");
    private static readonly string VmKey = ResourceKey.Of(new(Cloud.Azure, Vm.ToLowerInvariant())).Text;

    private readonly App app = new();
    private readonly MemoryClouds clouds = new MemoryClouds().Know(Tenant, All);

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("$filter=isAsset", "build i-0123456789abcdef0 web")]
    [InlineData("$filter=configuredStatus eq 'Reachable' and cloud eq 'Aws'", "i-0123456789abcdef0")]
    [InlineData("$filter=verdict eq 'Predicted' and category eq 'Virtual machines'", "build i-0123456789abcdef0 web")]
    [InlineData("$filter=reachablePorts/any(p: p eq 'tcp/443')", "web")]
    [InlineData("$filter=entrances/any(e: e eq '34.1.1.1')", "build")]
    [InlineData("$filter=kind eq 'AWS EC2'", "i-0123456789abcdef0")]
    [InlineData("$filter=type eq 'Microsoft.Network/networkSecurityGroups'", "nsg")]
    [InlineData("$filter=width eq 'Wide' and isRead and not hasProblems&$orderby=cloud desc&$top=1", "build")]
    [InlineData("$filter=isAsset&$orderby=cloud&$skip=1&$top=1", "web")]
    [InlineData("$filter=not isRead", "")]
    [InlineData("$filter=isAsset and verdict eq null", "")] // every asset has one
    public async Task a_query_selects_resources(string query, string names)
    {
        var answer = await ListAsync(query);

        Assert.Equal(names, string.Join(' ', answer.GetProperty("value").EnumerateArray().Select(Called).Order(StringComparer.Ordinal)));
        Assert.Equal("http://here/api/$metadata#Resources", answer.GetProperty("@odata.context").GetString());
    }

    [Theory]
    [InlineData("$filter=problems/any()", "$filter:0")] // of one resource, not of lists
    [InlineData("$filter=verdict eq 5", "$filter")]
    [InlineData("$orderby=explanation", "$orderby:0")]
    [InlineData("$top=-1", "$top")]
    public async Task a_wrong_query_is_refused(string query, string target) =>
        Assert.Equal(target, (await ListAsync(query)).GetProperty("error").GetProperty("target").GetString());

    [Fact]
    public async Task an_asset_that_strangers_reached_is_confirmed_and_shows_both_sides()
    {
        await SeeAsync(Vm.ToLowerInvariant(), 443);

        var resource = await GetAsync(Vm);

        Assert.Equal(("Confirmed", "Reachable", VmKey), (Text(resource, "verdict"), Text(resource, "configuredStatus"), Text(resource, "id")));
        Assert.Equal("tcp/443", Text(resource.GetProperty("configured").GetProperty("reachable")[0], "traffic"));
        Assert.Equal("True", Text(resource.GetProperty("observed"), "isInternetFacing"));
        Assert.Equal("443", Text(resource.GetProperty("observed").GetProperty("evidence")[0], "localPort"));
        Assert.Contains("was seen", Text(resource, "explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_asset_that_strangers_reached_though_it_is_closed_is_a_contradiction_in_every_answer()
    {
        clouds.Know(Tenant, SecurityGroup(22).Replace("0.0.0.0/0", "10.0.0.0/8", StringComparison.Ordinal));
        await SeeAsync(Instance, 22);

        var resource = await GetAsync(Instance);

        Assert.Equal(("Contradiction", "NotReachable"), (Text(resource, "verdict"), Text(resource, "configuredStatus")));
        Assert.NotEmpty(resource.GetProperty("configured").GetProperty("paths")[0].GetProperty("hops").EnumerateArray());
        Assert.NotEmpty(resource.GetProperty("observed").GetProperty("evidence").EnumerateArray());
        Assert.Equal(Instance, Called(Assert.Single((await ListAsync("$filter=verdict eq 'Contradiction'")).GetProperty("value").EnumerateArray())));
        Assert.Equal("1", Text((await SummariseAsync()).GetProperty("byVerdict"), "Contradiction"));
    }

    [Fact] // Once its device knows of the configuration, ports are told apart.
    public async Task an_asset_that_is_open_elsewhere_than_where_strangers_got_in_is_a_contradiction()
    {
        await SeeAsync(Instance, 3389);
        await app.Decrees.RunAsync(
            EntityId.Of(Tenant, new DeviceId(Instance)),
            new ConfigurationJudged(Instance, ConfiguredStatus.Reachable, ConfiguredWidth.Wide, [new(Transport.Tcp, 22, 22)], [new(Transport.Tcp, 22, 22)], [], IsComplete: true, App.Now), default);

        var resource = await GetAsync(Instance);

        Assert.Equal(("Contradiction", "Reachable"), (Text(resource, "verdict"), Text(resource, "configuredStatus")));
        Assert.Equal("NotReachable", Text(resource.GetProperty("observed").GetProperty("evidence")[0], "configured"));
        Assert.Equal("Contradiction", Text(Assert.Single((await ListAsync("$filter=cloud eq 'Aws' and isAsset")).GetProperty("value").EnumerateArray()), "verdict"));
    }

    [Fact]
    public async Task an_asset_that_became_another_device_shows_what_was_seen_of_that()
    {
        await SeeAsync("device-7", 22);
        await app.Decrees.RunAsync(EntityId.Of(Tenant, new DeviceId(Instance)), new DeviceMerged(new("device-7"), App.Now), default);

        var resource = await GetAsync(Instance);

        Assert.Equal(("Confirmed", "device-7"), (Text(resource, "verdict"), Text(resource.GetProperty("observed"), "deviceId")));
    }

    [Fact]
    public async Task what_inventory_calls_by_another_name_is_the_asset_that_it_says_it_is()
    {
        await SeeAsync("device-7", 22, $"arn:aws:ec2:eu-west-1:123456789012:instance/{Instance}");

        Assert.Equal("Confirmed", Text(Assert.Single((await ListAsync("$filter=cloud eq 'Aws' and isAsset")).GetProperty("value").EnumerateArray()), "verdict"));
        Assert.Equal("0", Text(await SummariseAsync(), "otherDevices"));
    }

    [Fact]
    public async Task every_verdict_is_counted_and_other_devices_are_observed()
    {
        clouds.Know(Tenant, SecurityGroup(22).Replace("0.0.0.0/0", "10.0.0.0/8", StringComparison.Ordinal));
        clouds.Mention(Tenant, new(Cloud.Gcp, "//compute.googleapis.com/projects/p/zones/us-central1-a/instances/unread"), "compute.googleapis.com/Instance");
        await SeeAsync(Vm.ToLowerInvariant(), 443);
        await SeeAsync("desk", 3389);

        var summary = await SummariseAsync();

        Assert.Equal("Confirmed 1, NotExposed 1, Observed 1, Predicted 1, Unknown 1", Counts(summary.GetProperty("byVerdict")));
        Assert.Equal("NotReachable 1, Reachable 2, Unknown 1", Counts(summary.GetProperty("byConfiguredStatus")));
        Assert.Equal("Wide 2", Counts(summary.GetProperty("byWidth")));
        Assert.Equal("Predicted 1, Unknown 1", Counts(summary.GetProperty("byCloud").GetProperty("Gcp")));
        Assert.Equal("Confirmed 1, NotExposed 1, Predicted 1, Unknown 1", Counts(summary.GetProperty("byCategory").GetProperty("Virtual machines")));
        Assert.Equal(("4", "1", "1"), (Text(summary, "assets"), Text(summary, "otherDevices"), Text(summary, "unreadResources")));
    }

    [Fact]
    public async Task a_resource_is_found_by_every_name_that_people_have_for_it()
    {
        foreach (var name in new[] { VmKey, VmKey.ToUpperInvariant(), Vm, Vm.ToUpperInvariant(), Uri.EscapeDataString(Vm).Replace("%2F", "%2f", StringComparison.Ordinal), Vm.Replace("/", "%2F", StringComparison.Ordinal) })
        {
            Assert.Equal(VmKey, Text(await GetAsync(name.Contains("%3A", StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name), "id"));
        }

        Assert.Equal(Builder, Text(await GetAsync("https://www.googleapis.com/compute/v1/projects/p/zones/us-central1-a/instances/build"), "resourceId"));
        Assert.Equal(Instance, Text(await GetAsync($"arn:aws:ec2:eu-west-1:123456789012:instance/{Instance}"), "resourceId"));
    }

    [Theory]
    [InlineData("i-9")] // never heard of
    [InlineData("00000000000000000000000000000000")]
    [InlineData(" ")]
    public async Task a_resource_that_nobody_told_of_is_not_found(string id)
    {
        Assert.Equal("ResourceNotFound", Text((await GetAsync(id)).GetProperty("error"), "code"));
        Assert.Equal("ResourceNotFound", Text((await PathsAsync(id)).GetProperty("error"), "code"));
    }

    [Fact]
    public async Task a_resources_problems_are_told_in_sentences()
    {
        clouds.Know(Tenant, CloudSamples.Azure[4].Replace("\"Allow\"", "\"Perhaps\"", StringComparison.Ordinal));

        var group = await GetAsync(Nsg);

        Assert.Contains(group.GetProperty("problems").EnumerateArray(), static problem => problem.GetString()!.Contains("Perhaps", StringComparison.Ordinal));
        Assert.Equal(("True", "False"), (Text(group, "hasProblems"), Text(group, "isAsset")));
        Assert.False(group.TryGetProperty("verdict", out _));
        Assert.Equal("Unknown", Text(await GetAsync(Vm), "verdict")); // nothing that was not read counts as closed
    }

    [Fact]
    public async Task the_ways_to_an_asset_are_told_hop_by_hop_and_in_words()
    {
        var paths = await PathsAsync(Vm);

        var way = Assert.Single(paths.GetProperty("verdict").GetProperty("paths").EnumerateArray());
        Assert.Equal("20.1.2.3", Text(way, "address"));
        Assert.Contains(way.GetProperty("hops").EnumerateArray(), static hop => hop.GetProperty("rules").EnumerateArray().Any(static rule => rule.GetString()!.Contains("https", StringComparison.Ordinal)));
        Assert.Contains("reachable: tcp/443 from the whole internet (IPv4)", Text(paths, "explanation"), StringComparison.Ordinal);
        Assert.False(paths.TryGetProperty("port", out _));
    }

    [Theory]
    [InlineData("port=443", "tcp/443", "Reachable")]
    [InlineData("port=tcp/22", "tcp/22", "NotReachable")]
    [InlineData("port=udp/443", "udp/443", "NotReachable")]
    public async Task one_port_may_be_asked_for(string query, string port, string status)
    {
        var answer = (await PathsAsync(Vm, query)).GetProperty("port");

        Assert.Equal((port, status), (Text(answer, "port"), Text(answer, "status")));
    }

    [Theory]
    [InlineData("port=http")]
    [InlineData("port=70000")]
    [InlineData("port=1&port=2")]
    [InlineData("port=")]
    public async Task what_is_no_port_is_refused(string query) => Assert.Equal("port", Text((await PathsAsync(Vm, query)).GetProperty("error"), "target"));

    [Fact]
    public async Task a_resource_that_decides_about_others_has_no_ways_of_its_own() =>
        Assert.Contains("no asset", Text((await PathsAsync(Nsg)).GetProperty("error"), "message"), StringComparison.Ordinal);

    [Fact]
    public async Task lists_read_the_index_of_exposed_devices_and_no_device_by_itself()
    {
        await SeeAsync(Vm.ToLowerInvariant(), 443);
        var (loads, lists) = (app.Store.Loads, app.Store.Lists);

        await ListAsync("$filter=isAsset");

        Assert.Equal((1, 1), (app.Store.Loads - loads, app.Store.Lists - lists)); // what is due in the index is decided again at once
    }

    [Fact]
    public async Task every_resource_of_a_list_satisfies_its_schema()
    {
        await SeeAsync(Vm.ToLowerInvariant(), 443);
        var resources = await NodesAsync("");
        Assert.Contains(resources, static each => each["isAsset"]!.GetValue<bool>());
        Assert.Contains(resources, static each => !each["isAsset"]!.GetValue<bool>());
        Assert.All(await SchemaValidator.ErrorsAsync(SchemaValidator.Resource, resources), Assert.Empty);
    }

    [Fact]
    public async Task the_schema_refuses_what_no_resource_is()
    {
        var asset = (await NodesAsync("$filter=isAsset"))[0];
        Action<JsonNode>[] faults =
        [
            static each => each.AsObject().Remove("verdict"), // an asset has one
            static each => each["isAsset"] = false, // and nothing else has
            static each => each["cloud"] = "azure",
            static each => each["id"] = "web",
            static each => each["lastChanged"] = "2026-01-01T00:00:00+01:00",
            static each => each["more"] = 1,
        ];
        var wrong = faults.Select(fault =>
        {
            var copy = asset.DeepClone();
            fault(copy);
            return copy;
        });
        Assert.All(await SchemaValidator.ErrorsAsync(SchemaValidator.Resource, wrong), Assert.NotEmpty);
    }

    private async Task<JsonNode[]> NodesAsync(string query) =>
        [.. (await ListAsync(query)).GetProperty("value").EnumerateArray().Select(static each => JsonNode.Parse(each.GetRawText())!)];

    private async Task SeeAsync(string device, ushort port, string? resource = null)
    {
        var entity = EntityId.Of(Tenant, new DeviceId(device));
        if (resource is not null)
        {
            await app.Decrees.RunAsync(entity, new ProfileSeen(new(device, "Linux", null, null, null, null, null, null, null, null, [], resource, true, 1), App.Now.AddMinutes(-6)), default);
        }

        await app.Decrees.RunAsync(entity, Answers.Connection(App.Now.AddMinutes(-5), port), default);
    }

    private Task<JsonElement> ListAsync(string query) => AskAsync(query, request => new ListResources(Door(), new(CloudResourceModel.Create), Inventory()).Run(request, default));

    private Task<JsonElement> GetAsync(string id) => AskAsync("", request => new GetResource(Door(), Inventory()).Run(request, id, default));

    private Task<JsonElement> PathsAsync(string id, string query = "") => AskAsync(query, request => new ReadPaths(Door(), Inventory()).Run(request, id, default));

    private Task<JsonElement> SummariseAsync() => AskAsync("", request => new SummariseExposure(Door(), Inventory()).Run(request, default));

    private FrontDoor Door() => new(new Caller(Tenant, SignIn.NotNeeded), new RequestLimit(0, app.Clock));

    private CloudInventory Inventory() => new(clouds, app.Inventory);

    private static string Called(JsonElement resource) => resource.TryGetProperty("name", out var name) ? name.GetString()! : Text(resource, "resourceId");

    private static string Text(JsonElement of, string name) => of.GetProperty(name).ToString();

    private static string Counts(JsonElement counts) => string.Join(", ", counts.EnumerateObject().Where(static count => count.Value.GetInt32() > 0).Select(static count => $"{count.Name} {count.Value}").Order(StringComparer.Ordinal));

    private static async Task<JsonElement> AskAsync(string query, Func<HttpRequest, Task<IResult>> function)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = ("GET", "http", new HostString("here"), "/api/x");
        context.Request.QueryString = new QueryString(query.Length == 0 ? null : "?" + query);
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await function(context.Request)).ExecuteAsync(context);
        return JsonElement.Parse(Encoding.UTF8.GetString(body.ToArray()));
    }
}
