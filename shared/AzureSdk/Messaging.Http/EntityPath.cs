namespace Azure.Messaging.Http;

/// <summary>Names of queues, topics, subscriptions and hubs as they stand in an address.</summary>
internal static class EntityPath
{
    /// <summary>Escapes each segment; a slash inside an entity's name separates segments, as in the real packages.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
