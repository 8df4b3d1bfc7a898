using System.Diagnostics;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>The Functions host's question whether a handler listens: <c>GET /</c> every 25 ms; any answer, 404 included, means yes.</summary>
public static class Readiness
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns whether it answered before its end and the limit.</summary>
    public static async Task<bool> WaitAsync(Uri address, Task ended, TimeSpan limit)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = limit };
        var started = Stopwatch.GetTimestamp();
        while (!ended.IsCompleted && Stopwatch.GetElapsedTime(started) < limit)
        {
            if (await AnswersAsync(client, address))
                return true;
            await Task.WhenAny(Task.Delay(Interval), ended);
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var response = await client.GetAsync(address);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false; // not listening yet
        }
    }
}
