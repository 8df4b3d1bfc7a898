namespace Azure.Messaging.Http;

/// <summary>What either package sends: an event or a message.</summary>
/// <param name="Body">The payload; sent as text when it is UTF-8, else as base64 with <c>IsBodyBase64</c>.</param>
/// <param name="Broker">What the service acts on.</param>
/// <param name="Properties">What filters and readers act on.</param>
internal readonly record struct WireMessage(ReadOnlyMemory<byte> Body, BrokerProperties Broker, IDictionary<string, object> Properties);
