using ExposurePipeline.Local.Broker.Hubs;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker;

/// <summary>Once a minute: retention, expired messages, lost locks, forgotten message ids. Receives do not depend on it.</summary>
internal sealed class Upkeep : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public Upkeep(Retention retention, MessageStore store, TimeProvider time) => _loop = RunAsync(retention, store, time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(Retention retention, MessageStore store, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await NextAsync(timer))
        {
            await retention.ApplyAsync();
            await store.SweepAsync();
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false; // the only way this loop ends
        }
    }
}
