using System.Diagnostics;

namespace ExposurePipeline.Benchmarks;

/// <summary>An open loop: what is due starts whether or not what came before has ended.</summary>
internal static class Pace
{
    /// <summary>Returns when all have ended.</summary>
    /// <param name="count">How many works.</param>
    /// <param name="apart">Seconds from the start of one to the start of the next.</param>
    /// <param name="work">Its number, and the moment at which it was due.</param>
    public static async Task RunAsync(int count, double apart, Func<int, long, Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            var due = started + (long)(i * apart * Stopwatch.Frequency);
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
            {
                await Task.Delay(early.TotalMilliseconds < 1 ? TimeSpan.FromMilliseconds(1) : early);
            }

            var number = i;
            running.Add(Task.Run(() => work(number, due)));
        }

        await Task.WhenAll(running);
    }
}
