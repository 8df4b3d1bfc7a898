using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>Stands between the function app and a service, and lives on when either dies.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Upstream _upstream;

    private Proxy(WebApplication web, Upstream upstream) => (_web, _upstream) = (web, upstream);

    /// <summary>Disturbs requests; null passes all on.</summary>
    public Weather? Weather { get; set; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => new Uri(_web.Urls.First()).Port;

    public static async Task<Proxy> StartAsync(int upstreamPort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        var proxy = new Proxy(builder.Build(), new(upstreamPort));
        proxy._web.Run(proxy.PassAsync);
        await proxy._web.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(new CancellationToken(canceled: true)); // waits for nobody's long poll
        await _web.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var exchange = new Exchange(context, body.ToArray(), _upstream);
        try
        {
            await (Weather?.Next(exchange)?.ActAsync(exchange) ?? PassAsync(exchange));
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException)
        {
            exchange.Reset(); // the service is down, and so it looks to the client
        }
    }

    private static async Task PassAsync(Exchange exchange) => await exchange.ReplyAsync(await exchange.ForwardAsync());
}
