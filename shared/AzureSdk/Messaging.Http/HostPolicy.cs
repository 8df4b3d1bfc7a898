using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Messaging.Http;

/// <summary>Names the namespace to a gateway that stands at another address (<c>CustomEndpointAddress</c>).</summary>
internal sealed class HostPolicy(string host) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(HttpHeader.Names.Host, host);
}
