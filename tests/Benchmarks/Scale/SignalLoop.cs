using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>Takes every message; of signals it keeps what they say, for the next batch.</summary>
internal sealed class SignalLoop : IMessageSender
{
    private readonly List<EntityObservations> _said = [];

    public Task SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages.Where(m => m.Channel is Channel.Signals))
        {
            if (!ObservationCodec.TryRead(message.Body.Span, _said, out var rejection))
            {
                throw new InvalidDataException($"A signal to {message.Subject} cannot be read: {rejection}");
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What was said since the last call.</summary>
    public EntityObservations[] Take()
    {
        EntityObservations[] said = [.. _said];
        _said.Clear();
        return said;
    }
}
