using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Tests.Functions.Telemetry;

/// <summary>Application Insights' ingestion endpoint on loopback: takes what the SDK sends, in either version of the path, compressed or not.</summary>
internal sealed class IngestionDouble : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<JsonElement> items = new();

    private IngestionDouble(WebApplication server) => this.server = server;

    /// <summary>Every item so far.</summary>
    public IReadOnlyCollection<JsonElement> Items => items;

    /// <summary>Leads here with everything, live metrics included.</summary>
    public string ConnectionString => $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={server.Urls.First()}/;LiveEndpoint={server.Urls.First()}/";

    public static async Task<IngestionDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var ingestion = new IngestionDouble(server);
        server.MapPost("/v2/track", ingestion.TakeAsync);
        server.MapPost("/v2.1/track", ingestion.TakeAsync);
        await server.StartAsync();
        return ingestion;
    }

    /// <summary>The data of items of one kind, such as <c>RequestData</c>, each with its envelope.</summary>
    public IReadOnlyList<(JsonElement Envelope, JsonElement Data)> Of(string kind) =>
        [.. items.Where(item => item.GetProperty("data").GetProperty("baseType").GetString() == kind).Select(static item => (item, item.GetProperty("data").GetProperty("baseData")))];

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        await using var body = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var reader = new StreamReader(body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var received = Read(text).ToList();
        received.ForEach(items.Enqueue);
        await context.Response.WriteAsJsonAsync(new { itemsReceived = received.Count, itemsAccepted = received.Count, errors = Array.Empty<object>() });
    }

    // An array, or one object a line.
    private static IEnumerable<JsonElement> Read(string text) => text.StartsWith('[')
        ? JsonDocument.Parse(text).RootElement.EnumerateArray()
        : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static line => JsonDocument.Parse(line).RootElement);
}
