using System.Diagnostics;

namespace ExposurePipeline.Local.Commands;

/// <summary>Shows on standard error that an answer is still awaited; where nobody looks at a terminal, nothing.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits for an answer.</summary>
    public static async Task<T> ForAsync<T>(Task<T> answer)
    {
        if (Console.IsErrorRedirected)
            return await answer;
        var started = Stopwatch.GetTimestamp();
        while (await Task.WhenAny(answer, Task.Delay(Tick)) != answer)
            await Console.Error.WriteAsync($"\rwaiting for the answer: {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s ");
        if (Stopwatch.GetElapsedTime(started) >= Tick)
            await Console.Error.WriteAsync($"\r{new string(' ', 40)}\r");
        return await answer;
    }
}
