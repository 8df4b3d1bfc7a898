using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Http;

/// <summary>What the HTTP functions answer one tenant about what was observed; the clock stands until it is moved.</summary>
internal sealed class Answers
{
    public static readonly TenantId Tenant = new("contoso");

    private readonly FixedClock clock = new(App.Now);
    private readonly MemoryExposureStore store = new();
    private readonly MemoryPolicies policies = new(ExposurePolicy.Default);

    public static DateTimeOffset Now => App.Now;

    public static EntityId Device(string id) => EntityId.Of(Tenant, new DeviceId(id));

    public static EntityId Address(string address) => EntityId.Of(Tenant, Ip(address));

    public static IpAddress Ip(string text) => IpAddress.TryParse(text, out var ip) ? ip : throw new FormatException(text);

    /// <summary>A stranger's connection to a device.</summary>
    public static EvidenceSeen Connection(DateTimeOffset at, ushort port = 3389) => new(
        new(Reason.ExternalNetworkConnection, Transport.Tcp, new(Ip("10.0.0.5"), port), null), Sighting.At(at), [Ip("45.9.9.9")], Attribution.NamedByEvent, null, null, "defender-streaming");

    /// <summary>A scan's probe that reached a device behind a public address.</summary>
    public static EvidenceSeen Scan(DateTimeOffset at) => new(
        new(Reason.PublicScan, Transport.Udp, new(Ip("10.0.0.5"), 161), new(Ip("45.1.2.3"), 1610)), Sighting.At(at), [], Attribution.NamedByEvent, null, "defender", "defender-streaming");

    /// <summary>A port of an address that answered a scanner.</summary>
    public static PortAnswered Answer(DateTimeOffset at, ushort port = 443) => new(Transport.Tcp, port, Sighting.At(at), "nmap", "https", "nmap");

    public Answers At(DateTimeOffset now)
    {
        clock.Now = now;
        return this;
    }

    public async Task ObserveAsync(EntityId entity, params Observation[] observations) =>
        await new Aggregator(store, policies).ApplyAsync([new(entity, observations, clock.Now, null)], clock.Now, default);

    public async Task DecideAsync(TenantPolicy policy) => await policies.SaveAsync(Tenant, policy, new PolicyEdit("ann", clock.Now, null), default);

    public Task<JsonElement> MachinesAsync(string query = "") => GetAsync(query, new ListMachines(Door(), new(MachineModel.Create), Inventory()).Run);

    public Task<JsonElement> SummaryAsync() => GetAsync("", new SummariseMachines(Door(), Inventory(), Findings()).Run);

    public Task<JsonElement> FindingsAsync(string query = "") => GetAsync(query, new ListFindings(Door(), new(FindingModel.Create), Findings()).Run);

    public Task<JsonElement> TimelineAsync(string id, string query = "") =>
        GetAsync(query, (request, cancellation) => new ReadTimeline(Door(), new(store, policies, clock)).Run(request, id, cancellation));

    public Task<JsonElement> DeviceInfoAsync(string query = "") => GetAsync(query, new ListDeviceInfo(Door(), new(DeviceInfoModel.Create), Inventory(), clock).Run);

    private FrontDoor Door() => new(new Caller(Tenant, SignIn.NotNeeded), new RequestLimit(0, clock));

    public MachineInventory Inventory() => new(store, policies, clock);

    private UnattributedFindings Findings() => new(store, clock);

    private static async Task<JsonElement> GetAsync(string query, Func<HttpRequest, CancellationToken, Task<IResult>> function)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = ("GET", "http", new HostString("here"), "/api/x");
        context.Request.QueryString = new QueryString(query.Length == 0 ? null : "?" + query);
        context.Response.Body = body;
        await (await function(context.Request, CancellationToken.None)).ExecuteAsync(context);
        var answer = JsonDocument.Parse(Encoding.UTF8.GetString(body.ToArray())).RootElement;
        Assert.Equal(context.Response.StatusCode, answer.TryGetProperty("error", out var error) ? Status(error) : 200);
        return answer;
    }

    private static int Status(JsonElement error) => error.GetProperty("code").GetString() == "ResourceNotFound" ? 404 : 400;
}

internal static class AnswerReading
{
    /// <summary>A property of each of the resources, joined by spaces.</summary>
    public static string Each(this JsonElement answer, string property) =>
        string.Join(' ', answer.GetProperty("value").EnumerateArray().Select(item => item.TryGetProperty(property, out var value) ? value.ToString() : "-"));

    /// <summary>A whole number some objects deep.</summary>
    public static int Number(this JsonElement answer, params string[] path) => path.Aggregate(answer, static (at, name) => at.GetProperty(name)).GetInt32();
}
