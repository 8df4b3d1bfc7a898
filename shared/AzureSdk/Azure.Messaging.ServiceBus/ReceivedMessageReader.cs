using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>Reads a reply with a message: its body, its <c>BrokerProperties</c>, and one header for each of the sender's properties.</summary>
internal static class ReceivedMessageReader
{
    // Headers of HTTP and of the service; every other one is a property of the sender.
    private static readonly HashSet<string> NotProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        "BrokerProperties", "Location", "Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Transfer-Encoding", "Date", "Server",
        "Connection", "Keep-Alive", "Cache-Control", "Pragma", "Expires", "Via", "Vary", "Strict-Transport-Security", "X-Content-Type-Options",
        "X-MS-Request-Id", "X-MS-Version", "MS-Author-Via", "Alt-Svc",
    };

    /// <summary>False when the reply's <c>BrokerProperties</c> cannot be read; the message then stays locked and comes again.</summary>
    public static bool TryRead(Response response, out ServiceBusReceivedMessage message)
    {
        var header = response.Headers.TryGetValue("BrokerProperties", out var json) ? json : "{}";
        var isRead = BrokerProperties.TryRead(header, out var broker);
        message = new ServiceBusReceivedMessage(response.Content, response.Headers.ContentType ?? broker.ContentType, broker, Properties(response), LockPath(response));
        return isRead;
    }

    private static Dictionary<string, object> Properties(Response response) => response.Headers
        .Where(header => !NotProperties.Contains(header.Name))
        .ToDictionary(header => header.Name, header => PropertyValue.Read(header.Value), StringComparer.Ordinal);

    // Only the path is used, so a token never follows an address that a reply named.
    private static string? LockPath(Response response) =>
        !response.Headers.TryGetValue("Location", out var location) ? null
        : Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Scheme != Uri.UriSchemeFile ? address.PathAndQuery
        : location;
}
