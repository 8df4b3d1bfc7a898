namespace ExposurePipeline.Benchmarks;

/// <summary>One run of one candidate.</summary>
/// <param name="Time">Processor time of the whole job, its sorted lines included: on a core of its own the wall time, on a busy machine what it would be.</param>
/// <param name="Allocated">Bytes allocated on the managed heap; null where another process did the work.</param>
/// <param name="Lines">The result.</param>
internal readonly record struct Round(TimeSpan Time, long? Allocated, string[] Lines)
{
    public static Round Of(Func<Summary> job)
    {
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Environment.CpuUsage.TotalTime;
        var lines = job().Lines();
        return new(Environment.CpuUsage.TotalTime - started, GC.GetAllocatedBytesForCurrentThread() - before, lines);
    }
}
