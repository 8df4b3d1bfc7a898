using System.Net;
using ExposurePipeline.Local.Dispatch.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Local.Dispatch.Http;

/// <summary>The host's HTTP side, on loopback only: each function's route leads to the handler, anything else to 404.</summary>
public sealed class HttpFront : IAsyncDisposable
{
    // Where a request has a length beside chunks, Kestrel goes by the chunks and keeps the length under this name.
    private const string LengthBesideChunks = "X-Content-Length";

    private readonly WebApplication _web;

    private HttpFront(WebApplication web) => _web = web;

    /// <summary>Its address.</summary>
    public Uri Address => new(_web.Urls.First() + "/");

    /// <summary>Starts listening.</summary>
    /// <param name="app">The functions.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="forwarder">Passes requests on.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="SetupException">The port is taken, or a route cannot be understood.</exception>
    public static async Task<HttpFront> StartAsync(FunctionApp app, int port, Forwarder forwarder, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the function decides, and answers in its own words
        });
        var web = builder.Build();
        foreach (var function in app.Functions.Where(f => f.IsTriggeredBy("httpTrigger")))
            Map(web, function, app.Host.Extensions.Http.RoutePrefix, forwarder);
        web.Use(static (context, next) => context.Request.Headers.TransferEncoding.Count > 0 && context.Request.Headers.ContainsKey(LengthBesideChunks) ? Refusal.Ambiguous(context) : next(context));
        web.MapFallback("{**path}", static context => Refusal.NotFound(context));
        await ListenAsync(web, port, cancellation);
        return new(web);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static void Map(WebApplication web, FunctionFile function, string prefix, Forwarder forwarder)
    {
        var route = $"/{prefix}/{function.Trigger!.Route ?? function.Name}".Replace("//", "/", StringComparison.Ordinal);
        RequestDelegate forward = forwarder.ForwardAsync;
        if (function.Trigger.Methods is { Count: > 0 } methods)
            web.MapMethods(route, methods.Select(m => m.ToUpperInvariant()), forward);
        else
            web.Map(route, forward);
    }

    private static async Task ListenAsync(WebApplication web, int port, CancellationToken cancellation)
    {
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            await web.DisposeAsync();
            throw new SetupException($"Port {port} for HTTP is taken ({e.Message.TrimEnd('.')}): choose another with --http-port.");
        }
    }
}
