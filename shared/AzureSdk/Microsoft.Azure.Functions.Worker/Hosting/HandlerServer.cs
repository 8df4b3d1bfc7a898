using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Azure.Functions.Worker.Dispatch;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Kestrel on 127.0.0.1 and nothing between it and the dispatcher: no middleware, no endpoint routing, none of their services.</summary>
internal sealed class HandlerServer(Dispatcher dispatcher, HandlerSettings settings, ILoggerFactory loggers) : IHostedService, IDisposable
{
    private readonly KestrelServer server = new(
        Options.Create(Configure(settings.Port)),
        new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers),
        loggers);

    /// <summary>Listens; throws where the port is taken.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(new HandlerApplication(dispatcher), cancellationToken);

    /// <summary>Takes no further request and waits for those under way.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private static KestrelServerOptions Configure(int port)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        // A batch of large events, base64 inside JSON, passes the default 30 MB; a 413 would lose it.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        // The host speaks nothing else over plain TCP.
        kestrel.Listen(IPAddress.Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);
        return kestrel;
    }
}
