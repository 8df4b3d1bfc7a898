using System.Globalization;
using ExposurePipeline.Benchmarks.Doors;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>A process that runs a part of the time only, so that it can be overloaded by publishers that share its processors.</summary>
internal sealed class Slowed : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly int _process;
    private readonly Task _loop;

    /// <summary>Starts at once and lasts until disposed.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="times">One part of so many it runs.</param>
    public Slowed(int process, int times) => (_process, _loop) = (process, LoopAsync(process, Period / times));

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Signal(_process, "-CONT");
        _ended.Dispose();
    }

    private async Task LoopAsync(int process, TimeSpan running)
    {
        while (true)
        {
            Signal(process, "-STOP");
            await Task.Delay(Period - running, _ended.Token);
            Signal(process, "-CONT");
            await Task.Delay(running, _ended.Token);
        }
    }

    private static void Signal(int process, string signal) => PublishedApp.Run("kill", signal, process.ToString(CultureInfo.InvariantCulture));
}
