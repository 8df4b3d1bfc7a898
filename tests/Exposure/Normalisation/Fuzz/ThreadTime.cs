using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;

/// <summary>What the current thread has cost the processor: unlike wall time it does not grow with what else the machine does.</summary>
internal static class ThreadTime
{
    private const int ThreadClock = 3; // CLOCK_THREAD_CPUTIME_ID of time.h

    /// <summary>The processor time of an action; elsewhere than on Linux its wall time.</summary>
    public static TimeSpan Of(Action action)
    {
        var before = Now();
        action();
        return Now() - before;
    }

    private static TimeSpan Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetElapsedTime(0);
        }

        Marshal.ThrowExceptionForHR(clock_gettime(ThreadClock, out var time));
        return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    [DllImport("libc", ExactSpelling = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
