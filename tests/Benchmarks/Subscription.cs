using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Benchmarks;

/// <summary>A subscriber that always has a receive under way, and notes when each message came.</summary>
internal sealed class Subscription : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ServiceBusClient _client;
    private readonly Func<ServiceBusReceivedMessage, string?> _key;
    private readonly Task _receiving;

    /// <param name="connection">Of the topics.</param>
    /// <param name="topic">The topic, whose subscription <c>all</c> is read.</param>
    /// <param name="key">By what a message is known; null for one that does not matter.</param>
    public Subscription(string connection, string topic, Func<ServiceBusReceivedMessage, string?> key)
    {
        (_client, _key) = (new ServiceBusClient(connection), key);
        _receiving = Task.Run(() => ReceiveAsync(_client.CreateReceiver(topic, "all", new() { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete })));
    }

    /// <summary>When each message came first, as <see cref="Stopwatch"/> has it.</summary>
    public ConcurrentDictionary<string, long> Received { get; } = new();

    /// <summary>Waits until so many came, at most half a minute.</summary>
    public async Task WhenReceivedAsync(int count)
    {
        for (var wait = 0; Received.Count < count && wait < 3000; wait++)
        {
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _receiving;
        await _client.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ReceiveAsync(ServiceBusReceiver receiver)
    {
        try
        {
            while (true)
            {
                var message = await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(30), _stopping.Token);
                var now = Stopwatch.GetTimestamp();
                if (message is not null && _key(message) is { } key)
                {
                    Received.TryAdd(key, now);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // nobody waits for more
        }
    }
}
