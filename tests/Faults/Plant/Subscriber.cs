using ExposurePipeline.Tests.Faults.Rounds;
using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>A downstream system: receives tag changes in peek-lock, and goes on when the bus was away.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<TagMessage> _received = new();
    private readonly Task _receiving;

    public Subscriber(string bus) => _receiving = Task.Run(() => ReceiveAsync(bus));

    /// <summary>Everything received so far of a tenant, repetitions included.</summary>
    public IReadOnlyList<TagMessage> Of(string tenant) => [.. _received.Where(m => m.Tenant == tenant)];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _receiving;
        _stopping.Dispose();
    }

    private async Task ReceiveAsync(string bus)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using var client = new ServiceBusClient(bus);
                await using var receiver = client.CreateReceiver("tag-changes", "all");
                await ReceiveAsync(receiver);
            }
            catch (Exception fault) when (fault is ServiceBusException or UnauthorizedAccessException or OperationCanceledException)
            {
                await Task.Delay(50); // the bus is away; what was not completed comes again
            }
        }
    }

    private async Task ReceiveAsync(ServiceBusReceiver receiver)
    {
        while (!_stopping.IsCancellationRequested)
        {
            if (await receiver.ReceiveMessageAsync(Wait, _stopping.Token) is not { } message)
                continue;
            var said = message.ApplicationProperties;
            _received.Enqueue(new(message.MessageId, (string)said["tenantId"], (string)said["deviceId"], (string)said["change"]));
            await receiver.CompleteMessageAsync(message, CancellationToken.None);
        }
    }
}
