using System.Diagnostics;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Local.Hosting;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>Sends at a rate, keeps what the hubs turn away and sends it again, and counts.</summary>
/// <param name="host">Where to.</param>
internal sealed class TrafficSender(LocalHost host) : IAsyncDisposable
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly EventHubProducerClientOptions Once = new() { RetryOptions = new() { MaximumRetries = 0 } };

    private readonly Dictionary<string, EventHubProducerClient> _producers = new[] { "connections", "scans", "inventory" }
        .ToDictionary(hub => hub, hub => new EventHubProducerClient(host.Endpoints.EventHubs, hub, Once));

    private long _turnedAway;

    /// <summary>How often a publish was answered with "busy".</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Sends for a while; returns what was accepted, once all of it is. An offer above what the hubs take is cut to what they take.</summary>
    /// <param name="next">The next events.</param>
    /// <param name="rate">Records per second.</param>
    /// <param name="duration">How long.</param>
    public async Task<List<TrafficEvent>> SendAsync(IEnumerator<TrafficEvent> next, double rate, TimeSpan duration)
    {
        var (sent, offered, started) = (new List<TrafficEvent>(), 0L, Stopwatch.GetTimestamp());
        using var free = new SemaphoreSlim(AtOnce);
        for (var elapsed = TimeSpan.Zero; elapsed < duration; elapsed = Stopwatch.GetElapsedTime(started))
        {
            var due = new List<TrafficEvent>();
            for (; offered < rate * (elapsed + Tick).TotalSeconds && due.Count < 400 && next.MoveNext(); offered += next.Current.Outcome.Read)
            {
                due.Add(next.Current);
            }

            sent.AddRange(due);
            foreach (var publish in due.GroupBy(each => each.Hub).SelectMany(hub => hub.Chunk(10)))
            {
                await free.WaitAsync();
                _ = Task.Run(() => PublishAsync(publish, free));
            }

            await Task.Delay(due.Count == 400 ? TimeSpan.Zero : Tick);
        }

        for (var i = 0; i < AtOnce; i++)
        {
            await free.WaitAsync();
        }

        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var producer in _producers.Values)
        {
            await producer.DisposeAsync();
        }
    }

    private async Task PublishAsync(TrafficEvent[] events, SemaphoreSlim free)
    {
        try
        {
            while (!await TryPublishAsync(events))
            {
                Interlocked.Increment(ref _turnedAway);
                await Task.Delay(TimeSpan.FromSeconds(1)); // as Retry-After says
            }
        }
        finally
        {
            free.Release();
        }
    }

    private async Task<bool> TryPublishAsync(TrafficEvent[] events)
    {
        try
        {
            await _producers[events[0].Hub].SendAsync(events.Select(Data));
            return true;
        }
        catch (EventHubsException busy) when (busy.Reason is EventHubsException.FailureReason.ServiceBusy)
        {
            return false;
        }
    }

    private static EventData Data(TrafficEvent each)
    {
        var data = new EventData(each.Body);
        if (each.Device is { } device)
        {
            data.Properties["deviceId"] = device;
        }

        return data;
    }
}
