using ExposurePipeline.Local.Broker.Filters;

namespace ExposurePipeline.Local.Broker.Topics;

internal enum EntityKind
{
    Queue,
    Topic,
    Subscription,
    DeadLetterQueue,
}

/// <summary>A place messages are sent to (queue, topic) or received from (queue, subscription, dead-letter queue).</summary>
/// <param name="Id">Its number in the file.</param>
/// <param name="Path">As in a URI: <c>topic/subscriptions/name</c>; a dead-letter queue ends in <c>/$deadletterqueue</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Settings">As declared.</param>
/// <param name="DeadLetterId">Where its dead letters go; 0 for a topic or a dead-letter queue.</param>
internal sealed record Entity(long Id, string Path, EntityKind Kind, EntitySettings Settings, long DeadLetterId)
{
    public const string DeadLetterSuffix = "/$deadletterqueue";
    public const string Subscriptions = "/subscriptions/";

    /// <summary>A message arrived, or one came back.</summary>
    public Signal Arrival { get; init; } = new();

    /// <summary>A subscription's rules, compiled.</summary>
    public IReadOnlyList<IFilter> Filters { get; init; } = [];

    /// <summary>The queue or subscription whose dead letters these are; null for all others.</summary>
    public Entity? Owner { get; init; }

    public bool TakesMessages => Kind is EntityKind.Queue or EntityKind.Topic;

    public bool GivesMessages => Kind is not EntityKind.Topic;
}
