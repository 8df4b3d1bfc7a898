using System.Collections.Concurrent;
using System.Net;
using ExposurePipeline.Functions.Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>Hub <c>observations</c>, which takes everything, and tables, which are there and empty: what an invocation waits for, at next to no cost.</summary>
internal sealed class AzureDouble : IAsyncDisposable
{
    private const int Buckets = 32;

    // The well-known key of the storage emulator.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string Exists = """{"odata.error":{"code":"TableAlreadyExists","message":{"lang":"en-US","value":"It exists."}}}""";

    private static readonly string Layout =
        $$"""{"odata.etag":"W/\"datetime'2026-11-22T00%3A00%3A00Z'\"","PartitionKey":"layout","RowKey":"buckets","Version":{{TableLayout.Version}},"buckets":{{Buckets}}}""";

    private readonly WebApplication app;
    private long sends;

    private AzureDouble(WebApplication app) => this.app = app;

    /// <summary>Requests that hub <c>observations</c> has taken.</summary>
    public long Sends => Interlocked.Read(ref sends);

    /// <summary>Where bodies are kept for comparison; null while rates are measured.</summary>
    public ConcurrentBag<byte[]>? Bodies { get; set; }

    public static async Task<AzureDouble> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var azure = new AzureDouble(builder.Build());
        azure.app.Run(azure.AnswerAsync);
        await azure.app.StartAsync();
        return azure;
    }

    /// <summary>The settings of an app whose resources are here.</summary>
    public Dictionary<string, string> Settings(int handlerPort)
    {
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var bus = $"Endpoint=sb://localhost:{address.Port};SharedAccessKeyName=Root;SharedAccessKey=key;UseDevelopmentEmulator=true";
        return new()
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{handlerPort}",
            ["EventHubs"] = bus,
            ["ServiceBus"] = bus,
            ["ExposureStorage"] = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint={address}devstoreaccount1;",
            ["Hubs__Connections"] = "connections",
            ["Hubs__Scans"] = "scans",
            ["Hubs__Inventory"] = "inventory",
            ["Hubs__Observations"] = "observations",
            ["Hubs__Resources"] = "resources",
            ["Hubs__ConsumerGroup"] = "$Default",
            ["Hubs__ArchiveConsumerGroup"] = "archive",
            ["Exposure__Buckets"] = $"{Buckets}",
            ["Schedules__Expire"] = "0 * * * * *",
            ["Schedules__Sweep"] = "30 * * * * *",
            ["Schedules__Analyse"] = "0 0 0 1 1 *",
            ["Schedules__Archive"] = "0 0 0 1 1 *",
            ["DOTNET_TieredPGO"] = "0", // as the app is published; the raw door is another executable
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/observations"))
        {
            await TakeAsync(context.Request);
            context.Response.StatusCode = StatusCodes.Status201Created;
            return;
        }

        var isQuery = HttpMethods.IsGet(context.Request.Method);
        context.Response.StatusCode = isQuery ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(!isQuery ? Exists : context.Request.Path.Value!.Contains("PartitionKey='layout'", StringComparison.Ordinal) ? Layout : """{"value":[]}""");
    }

    private async Task TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(Bodies is null ? Stream.Null : body);
        Interlocked.Increment(ref sends);
        Bodies?.Add(body.ToArray());
    }
}
