using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>What a filter may look at.</summary>
internal sealed record FilterMessage(BrokerProperties Broker, string? ContentType, IReadOnlyDictionary<string, object?> Properties)
{
    /// <summary>The system properties a filter may name after <c>sys.</c>, without regard to case.</summary>
    public static bool IsSystemProperty(string name) => Systems.ContainsKey(name);

    public object? System(string name) => Systems[name](this);

    public object? User(string name) => Properties.GetValueOrDefault(name);

    private static readonly Dictionary<string, Func<FilterMessage, object?>> Systems = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message => message.Broker.MessageId,
        ["CorrelationId"] = message => message.Broker.CorrelationId,
        ["SessionId"] = message => message.Broker.SessionId,
        ["ReplyToSessionId"] = message => message.Broker.ReplyToSessionId,
        ["PartitionKey"] = message => message.Broker.PartitionKey,
        ["Label"] = message => message.Broker.Label,
        ["Subject"] = message => message.Broker.Label, // the name newer SDKs give to Label
        ["To"] = message => message.Broker.To,
        ["ReplyTo"] = message => message.Broker.ReplyTo,
        ["ContentType"] = message => message.ContentType,
    };
}
