using System.Diagnostics;

namespace ExposurePipeline.Benchmarks;

/// <summary>One run of one candidate.</summary>
/// <param name="Time">Wall time.</param>
/// <param name="Allocated">Bytes allocated on the managed heap; null where another process did the work.</param>
/// <param name="Lines">The result.</param>
internal readonly record struct Round(TimeSpan Time, long? Allocated, string[] Lines)
{
    public static Round Of(Func<Summary> job)
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        var summary = job();
        var time = Stopwatch.GetElapsedTime(started);
        return new(time, GC.GetTotalAllocatedBytes(precise: true) - before, summary.Lines());
    }
}
