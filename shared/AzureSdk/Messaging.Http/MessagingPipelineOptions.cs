using Azure.Core;

namespace Azure.Messaging.Http;

/// <summary>Azure.Core's options for one client; also the type whose assembly names the client in <c>User-Agent</c>.</summary>
internal sealed class MessagingPipelineOptions : ClientOptions
{
    public MessagingPipelineOptions(RetrySettings retry, TransportSettings transport)
    {
        retry.ApplyTo(Retry);
        Transport = transport.Create();
    }
}
