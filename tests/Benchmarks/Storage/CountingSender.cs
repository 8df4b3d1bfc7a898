using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Takes messages and counts them.</summary>
internal sealed class CountingSender : IMessageSender
{
    private long _messages;

    public long Messages => Interlocked.Read(ref _messages);

    public Task SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        Interlocked.Add(ref _messages, messages.Count);
        return Task.CompletedTask;
    }
}
