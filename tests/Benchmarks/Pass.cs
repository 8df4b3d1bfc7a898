using System.Diagnostics;

namespace ExposurePipeline.Benchmarks;

/// <summary>All messages once through everything.</summary>
/// <param name="Sent">Seconds until the hub had accepted all.</param>
/// <param name="Normalised">Seconds until all were normalised.</param>
/// <param name="Settled">Seconds until all were aggregated and their messages sent.</param>
/// <param name="Cpu">Processor time that it took.</param>
internal sealed record Pass(double Sent, double Normalised, double Settled, CpuTimes Cpu)
{
    /// <summary>Names of the columns of <see cref="Line"/>.</summary>
    public static string Header => $"{"records/s",10} {"MB/s",6} {"sent",7} {"normalised",11} {"settled",8}   {"CPU: host",10} {"app",6} {"Azurite",8}";

    public static async Task<Pass> RunAsync(FreshHost host, IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        GC.Collect();
        var before = CpuTimes.Of(host);
        var started = Stopwatch.GetTimestamp();
        await host.SendAsync(messages);
        var sent = Stopwatch.GetElapsedTime(started);
        await host.WhenNormalisedAsync();
        var normalised = Stopwatch.GetElapsedTime(started);
        var settled = Stopwatch.GetElapsedTime(started, await host.WhenSettledAsync());
        return new(sent.TotalSeconds, normalised.TotalSeconds, settled.TotalSeconds, CpuTimes.Of(host).Since(before));
    }

    /// <summary>One row of the table.</summary>
    public string Line(int records, long bytes) =>
        $"{records / Settled,10:N0} {bytes / 1e6 / Settled,6:F1} {Sent,7:F1} {Normalised,11:F1} {Settled,8:F1}   {Cpu.Host,10:F1} {Cpu.App,6:F1} {Cpu.Azurite,8:F1}";
}
