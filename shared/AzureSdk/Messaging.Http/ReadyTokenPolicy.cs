using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Messaging.Http;

/// <summary>Puts the token that the connection string itself carried on every request.</summary>
internal sealed class ReadyTokenPolicy(string token) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(HttpHeader.Names.Authorization, token);
}
