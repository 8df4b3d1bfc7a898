using ExposurePipeline.Local.Broker.Hubs;
using ExposurePipeline.Local.Broker.Topics;
using Microsoft.Data.Sqlite;

namespace ExposurePipeline.Local.Broker;

/// <summary>Once a minute: retention, expired messages, lost locks, forgotten message ids. Receives do not depend on it.</summary>
internal sealed class Upkeep : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Retention _retention;
    private readonly MessageStore _store;
    private readonly Task _loop;

    public Upkeep(Retention retention, MessageStore store, TimeProvider time)
    {
        (_retention, _store) = (retention, store);
        _loop = RunAsync(time);
    }

    /// <summary>Why the last run failed; null when it did not. The next run tries again.</summary>
    public string? LastFault { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await NextAsync(timer))
            LastFault = await FaultOfRunAsync();
    }

    private async Task<string?> FaultOfRunAsync()
    {
        try
        {
            await _retention.ApplyAsync();
            await _store.SweepAsync();
            return null;
        }
        catch (SqliteException fault)
        {
            return $"Upkeep of the broker's file failed: {fault.Message}";
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
