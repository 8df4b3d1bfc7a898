using System.Diagnostics;
using ExposurePipeline.Benchmarks.Doors;

namespace ExposurePipeline.Benchmarks.ColdStart;

/// <summary>One start.</summary>
/// <param name="Milliseconds">From before the process is created.</param>
/// <param name="PeakMemory">Resident bytes at that time; 0 where the process has ended.</param>
internal readonly record struct ColdTime(double Milliseconds, long PeakMemory);

/// <summary>Something that is started, again and again.</summary>
internal abstract class Start(string name)
{
    public string Name => name;

    public abstract ColdTime Run();
}

/// <summary>A server, timed until it has answered its first request with 200.</summary>
internal sealed class Server(string name, Func<int, PinnedProcess> start, byte[] request) : Start(name)
{
    public override ColdTime Run()
    {
        var port = PinnedProcess.FreePort();
        var started = Stopwatch.GetTimestamp();
        using var process = start(port);
        using var connection = Door.Connect(port, () => process.HasExited);
        Door.Exchange(connection, request);
        return new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, process.PeakMemory);
    }
}

/// <summary>A program that ends by itself.</summary>
internal sealed class ToTheEnd(string name, string program) : Start(name)
{
    public override ColdTime Run()
    {
        var started = Stopwatch.GetTimestamp();
        using var process = PinnedProcess.Start(new Dictionary<string, string>(), program);
        process.WaitForExit();
        return new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 0);
    }
}
