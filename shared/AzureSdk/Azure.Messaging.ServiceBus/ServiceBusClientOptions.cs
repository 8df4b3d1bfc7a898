using System.Net;
using System.Net.Security;
using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>How a client connects and retries.</summary>
public class ServiceBusClientOptions
{
    /// <summary>Tries and waits.</summary>
    public ServiceBusRetryOptions RetryOptions { get; set; } = new();

    /// <summary>A name for logs; by default a new id.</summary>
    public string? Identifier { get; set; }

    /// <summary>A gateway to connect to in the namespace's place; its host and port are used, and the namespace is named to it.</summary>
    public Uri? CustomEndpointAddress { get; set; }

    /// <summary>Decides about the server's certificate in place of the system.</summary>
    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    /// <summary>The proxy to go through; by default the environment's.</summary>
    public IWebProxy? WebProxy { get; set; }

    internal TransportSettings ToSettings() => new(CertificateValidationCallback, WebProxy, CustomEndpointAddress);
}
