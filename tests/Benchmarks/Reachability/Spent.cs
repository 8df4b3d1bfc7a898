using System.Diagnostics;
using System.Globalization;

namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>What some work took.</summary>
/// <param name="Processor">Processor time of all threads, the collector's and the compiler's among them: on a busy machine what it would be on a quiet one.</param>
/// <param name="Wall">Time that passed.</param>
internal readonly record struct Spent(TimeSpan Processor, TimeSpan Wall)
{
    /// <summary>Does it.</summary>
    public static Spent On(Action work)
    {
        GC.Collect();
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        return new(Environment.CpuUsage.TotalTime - before, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>The middle one by processor time.</summary>
    public static Spent Median(IEnumerable<Spent> rounds) => rounds.OrderBy(static round => round.Processor).ToArray() is var ordered ? ordered[ordered.Length / 2] : default;

    public static Spent operator -(Spent left, Spent right) => new(left.Processor - right.Processor, left.Wall - right.Wall);

    public static Spent operator /(Spent spent, int count) => new(spent.Processor / count, spent.Wall / count);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Processor.TotalSeconds,9:F3} s processor, {Wall.TotalSeconds,9:F3} s wall");
}
