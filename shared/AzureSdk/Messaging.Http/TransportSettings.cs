using System.Net;
using System.Net.Security;
using Azure.Core.Pipeline;

namespace Azure.Messaging.Http;

/// <summary>Everything between the request and the wire that a caller may set.</summary>
internal readonly record struct TransportSettings(RemoteCertificateValidationCallback? Certificates, IWebProxy? Proxy, Uri? CustomEndpoint)
{
    /// <summary>A transport of its own where something was set; otherwise Azure.Core's, which all clients of the process share.</summary>
    public HttpPipelineTransport Create() =>
        Certificates is null && Proxy is null ? HttpClientTransport.Shared : new HttpClientTransport(Handler());

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (Proxy is not null) handler.Proxy = Proxy;
        if (Certificates is not null) handler.SslOptions.RemoteCertificateValidationCallback = Certificates;
        return handler;
    }
}
