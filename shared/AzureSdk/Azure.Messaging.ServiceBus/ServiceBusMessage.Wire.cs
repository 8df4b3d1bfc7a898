using System.Globalization;
using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

public partial class ServiceBusMessage
{
    internal WireMessage ToWire() => new(Body.ToMemory(), ToBroker(), ApplicationProperties);

    private BrokerProperties ToBroker() => new()
    {
        MessageId = MessageId,
        SessionId = SessionId,
        PartitionKey = PartitionKey,
        Label = Subject,
        CorrelationId = CorrelationId,
        ContentType = ContentType,
        To = To,
        ReplyTo = ReplyTo,
        ReplyToSessionId = ReplyToSessionId,
        TimeToLive = TimeToLive == TimeSpan.MaxValue ? null : TimeToLive.TotalSeconds,
        ScheduledEnqueueTimeUtc = ScheduledEnqueueTime == default ? null : ScheduledEnqueueTime.ToString("R", CultureInfo.InvariantCulture),
    };
}
