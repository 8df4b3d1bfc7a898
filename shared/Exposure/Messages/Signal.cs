using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>What one entity tells another, as a message to hub <c>observations</c>.</summary>
public static class Signal
{
    /// <summary>The message; its subject is the entity that is told.</summary>
    public static OutboxMessage Create(EntityObservations observations, Occasion occasion)
    {
        var body = ObservationCodec.Encode(observations);
        return new(
            MessageIds.Signal(observations.Entity, body), Channel.Signals, observations.Entity, body,
            new Dictionary<string, string>(), occasion.Now, occasion.Enqueued);
    }
}
