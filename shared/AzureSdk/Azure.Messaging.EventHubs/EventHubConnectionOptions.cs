using System.Net;
using System.Net.Security;
using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs;

/// <summary>How the service is reached.</summary>
public class EventHubConnectionOptions
{
    /// <summary>A gateway to connect to in the namespace's place; its host and port are used, and the namespace is named to it.</summary>
    public Uri? CustomEndpointAddress { get; set; }

    /// <summary>Decides about the server's certificate in place of the system.</summary>
    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    /// <summary>The proxy to go through; by default the environment's.</summary>
    public IWebProxy? Proxy { get; set; }

    internal TransportSettings ToSettings() => new(CertificateValidationCallback, Proxy, CustomEndpointAddress);
}
