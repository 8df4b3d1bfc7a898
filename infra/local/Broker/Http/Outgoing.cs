using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>Checks and completes what a sender gave, before anything is stored.</summary>
internal static class Outgoing
{
    // Service Bus: MessageId, SessionId and PartitionKey have at most 128 characters.
    private const int LongestId = 128;

    /// <summary>Bytes a message counts against the limit.</summary>
    public static int Size(SentMessage message) => message.Body.Length + (message.Properties?.Length ?? 0);

    public static bool TryComplete(IReadOnlyList<SentMessage> sent, out List<SentMessage> messages, out string? problem)
    {
        messages = new(sent.Count);
        foreach (var message in sent)
        {
            problem = Problem(message);
            if (problem is not null)
            {
                problem = sent.Count == 1 ? problem : $"Element {messages.Count}: {problem}";
                return false;
            }

            // Service Bus, too, draws an id for a message that comes without.
            messages.Add(message with { Broker = message.Broker with { MessageId = message.Broker.MessageId ?? Guid.NewGuid().ToString("N") } });
        }

        problem = null;
        return true;
    }

    private static string? Problem(SentMessage message)
    {
        var (broker, unspeakable) = (message.Broker, PropertyHeaders.FirstUnspeakable(message.Properties));
        return broker.MessageId is { Length: 0 or > LongestId } ? $"MessageId must have 1 to {LongestId} characters."
            : broker.SessionId?.Length > LongestId ? $"SessionId has more than {LongestId} characters."
            : broker.PartitionKey?.Length > LongestId ? $"PartitionKey has more than {LongestId} characters."
            : broker.SessionId is not null && broker.PartitionKey is not null && broker.SessionId != broker.PartitionKey ? "SessionId and PartitionKey differ; when both are given they must be equal."
            : unspeakable is not null ? $"Property '{unspeakable}' could not be received over HTTP: its name is not free as a header's."
            : null;
    }
}
