using System.Buffers;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Tests.Functions.Flow;

/// <summary>The hubs, topics and the table of rejected events in memory; each can be made to fail.</summary>
internal sealed class MemoryPorts : IObservationHub, IMessageSender, IRejectedEvents
{
    public List<EntityObservations> Observations { get; } = [];

    public List<OutboxMessage> Messages { get; } = [];

    public List<RejectedEvent> Rejected { get; } = [];

    /// <summary>Thrown by the ports it names.</summary>
    public (Type? Port, Exception? Fault) Failing { get; set; }

    public Task SendAsync(IReadOnlyList<EntityObservations> observations, CancellationToken cancellation)
    {
        Fail(typeof(IObservationHub));
        Observations.AddRange(observations);
        return Task.CompletedTask;
    }

    public Task SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        Fail(typeof(IMessageSender));
        Messages.AddRange(messages);
        return Task.CompletedTask;
    }

    public Task AddAsync(IReadOnlyList<RejectedEvent> events, CancellationToken cancellation)
    {
        Fail(typeof(IRejectedEvents));
        // A port may not keep the bytes of an event: the worker lends them for the invocation.
        Rejected.AddRange(events.Select(static each => each with { Body = each.Body.ToArray() }));
        return Task.CompletedTask;
    }

    /// <summary>What was handed over, as one event of hub observations; forgets it.</summary>
    public ReadOnlyMemory<byte> TakeEvent()
    {
        var body = new ArrayBufferWriter<byte>();
        ObservationCodec.Write(body, Observations);
        Observations.Clear();
        return body.WrittenMemory;
    }

    private void Fail(Type port)
    {
        if (Failing.Port == port)
        {
            throw Failing.Fault!;
        }
    }
}
