using System.Text;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Functions.Http.Hunting;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Hunting.Reference;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Functions.Http;
using ExposurePipeline.Tests.Functions.HuntingHttp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>The HTTP functions behind App Service authentication, on ports in memory.</summary>
internal sealed class SecuredApp : IDisposable
{
    private readonly ServiceProvider services;

    public SecuredApp(SignIn signIn = SignIn.ByAppService, int perMinute = 0)
    {
        services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(App.Clock)
            .AddSingleton<IExposureStore>(App.Store)
            .AddSingleton<IPolicies>(App.Policies)
            .AddSingleton(App.Inventory)
            .AddSingleton(App.Decrees)
            .AddSingleton<InaccuracyReports>()
            .AddSingleton<MachineTimeline>()
            .AddSingleton<UnattributedFindings>()
            .AddSingleton<IResourceCatalogue>(Clouds)
            .AddSingleton<IAssessments>(Clouds)
            .AddSingleton<CloudInventory>()
            .AddSingleton<Suppositions>()
            .AddSingleton(new ResourceQueries<CloudResource>(CloudResourceModel.Create))
            .AddSingleton(new ResourceQueries<Machine>(MachineModel.Create))
            .AddSingleton(new ResourceQueries<FindingView>(FindingModel.Create))
            .AddSingleton(new ResourceQueries<DeviceInfoRow>(DeviceInfoModel.Create))
            .AddSingleton(new FrontDoor(new Caller(new TenantId("default"), signIn), new RequestLimit(perMinute, App.Clock)))
            .AddSingleton(HuntingSamples.Settings)
            .AddSingleton(new ReferenceData(new ReferenceFolder(null)))
            .AddSingleton<HuntingCatalogue>()
            .AddSingleton<IHuntingEngine, LocalHuntingEngine>()
            .AddSingleton<HuntingBudgets>()
            .AddSingleton<HuntingDesk>()
            .AddSingleton(new HealthCheck(new(new(new(() => throw new InvalidOperationException("no storage")), "exposure")), new DependencyStates(), App.Metrics))
            .BuildServiceProvider();
    }

    public App App { get; } = new();

    public MemoryClouds Clouds { get; } = new();

    public void Dispose()
    {
        services.Dispose();
        App.Dispose();
    }

    /// <summary>Asks a route.</summary>
    public async Task<Told> AskAsync(Route route, string method, string? body, Asked asked)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (method, "https", new HostString("exposure.example"), "/api/" + route.Template);
        context.Request.QueryString = new QueryString(asked.Query);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        context.Request.ContentLength = asked.Length;
        foreach (var (name, value) in asked.Headers)
        {
            context.Request.Headers.Append(name, value);
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await route.InvokeAsync(services, context.Request, asked.Values)).ExecuteAsync(context);
        return new(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.Headers);
    }

    /// <summary>Asks a route as it wants to be asked.</summary>
    public Task<Told> AskAsync(string function, Asked asked) => AskAsync(Route.All[function], Ask.All[function].Method, Ask.All[function].Body, asked);
}

/// <summary>What is said in a request beside method and body.</summary>
internal sealed record Asked(IReadOnlyDictionary<string, string> Values, params (string Name, string Value)[] Headers)
{
    public string? Query { get; init; }

    public long? Length { get; init; }

    /// <summary>About the device <paramref name="id"/> and its report.</summary>
    public static Asked Of(string id, string report, params (string Name, string Value)[] headers) => new(new Dictionary<string, string> { ["id"] = id, ["reportId"] = report }, headers);
}

/// <summary>What a caller was told.</summary>
internal sealed record Told(int Status, string Body, IHeaderDictionary Headers);
