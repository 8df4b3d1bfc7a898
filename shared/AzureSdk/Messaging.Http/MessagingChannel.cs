using Azure.Core;

namespace Azure.Messaging.Http;

/// <summary>Sends requests for one entity and turns every failure into the package's own exception.</summary>
internal sealed class MessagingChannel(MessagingNamespace home, Func<Fault, Exception> exceptionFor)
{
    /// <summary>The content type of a batch; exact, without a charset.</summary>
    public const string BatchContentType = "application/vnd.microsoft.servicebus.json";

    public Task<Response> SendBatchAsync(string path, ReadOnlyMemory<byte> body, string? brokerProperties, CancellationToken cancellationToken)
    {
        var message = NewMessage(RequestMethod.Post, path);
        message.Request.Headers.SetValue(HttpHeader.Names.ContentType, BatchContentType);
        if (brokerProperties is not null) message.Request.Headers.SetValue("BrokerProperties", brokerProperties);
        message.Request.Content = RequestContent.Create(body);
        return SendAsync(message, ofLock: false, cancellationToken);
    }

    /// <summary>Asks for one message; the service holds the request up to <paramref name="wait"/>.</summary>
    public Task<Response> ReceiveAsync(RequestMethod method, string path, TimeSpan wait, CancellationToken cancellationToken)
    {
        var message = NewMessage(method, path);
        message.NetworkTimeout = home.TryTimeout + wait;
        return SendAsync(message, ofLock: false, cancellationToken);
    }

    public Task<Response> SettleAsync(RequestMethod method, string path, CancellationToken cancellationToken) =>
        SendAsync(NewMessage(method, path), ofLock: true, cancellationToken);

    private HttpMessage NewMessage(RequestMethod method, string path)
    {
        var message = home.Pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(home.Address, path));
        return message;
    }

    private async Task<Response> SendAsync(HttpMessage message, bool ofLock, CancellationToken cancellationToken)
    {
        // A buffered reply outlives its message.
        using (message)
        {
            try
            {
                await home.Pipeline.SendAsync(message, cancellationToken);
            }
            catch (Exception exception) when (FaultReader.TryRead(exception, out _) && !cancellationToken.IsCancellationRequested)
            {
                FaultReader.TryRead(exception, out var fault);
                throw exceptionFor(fault);
            }

            return message.Response.Status is >= 200 and < 300 ? message.Response : throw exceptionFor(FaultReader.Read(message.Response, ofLock));
        }
    }
}
