using System.Diagnostics;
using System.Globalization;

namespace ExposurePipeline.Benchmarks;

/// <summary>Keeps this process, its collector, its compiler and the processes that it starts on one core, so that every candidate has the same.</summary>
internal static class Pinning
{
    /// <summary>Where it runs now, for a person to read.</summary>
    public static string ToOneCore()
    {
        var core = (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture);
        try
        {
            // -a: the runtime's own threads exist already, and the framework moves only one.
            using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-acp", core, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
            taskset.StandardOutput.ReadToEnd();
            taskset.WaitForExit();
            return taskset.ExitCode == 0 ? $"pinned to core {core}" : "not pinned: taskset failed";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "not pinned: no taskset (Debian: util-linux)";
        }
    }
}
