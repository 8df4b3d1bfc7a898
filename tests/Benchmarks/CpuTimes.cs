using System.Diagnostics;

namespace ExposurePipeline.Benchmarks;

/// <summary>Processor seconds of the three processes, so that the busiest hop is seen without a profiler.</summary>
/// <param name="Host">This process: senders, hubs, topics and dispatch.</param>
/// <param name="App">The function app.</param>
/// <param name="Azurite">The tables.</param>
internal readonly record struct CpuTimes(double Host, double App, double Azurite)
{
    public static CpuTimes Of(FreshHost host) => new(
        Seconds(Environment.ProcessId), Seconds(host.Local.Functions.HandlerProcessId!.Value), Seconds(host.Local.AzuriteProcessId));

    public CpuTimes Since(CpuTimes before) => new(Host - before.Host, App - before.App, Azurite - before.Azurite);

    private static double Seconds(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime.TotalSeconds;
    }
}
