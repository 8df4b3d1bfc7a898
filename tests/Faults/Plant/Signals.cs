using System.Diagnostics;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>What is done to processes that need not be ours.</summary>
internal static class Signals
{
    /// <summary>SIGKILL.</summary>
    public static void Kill(IEnumerable<int> processes)
    {
        foreach (var id in processes)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                continue; // it has just ended by itself
            }
        }
    }

    /// <summary>Lets no file of the processes grow beyond a size, as on a full disk; null for no limit.</summary>
    public static void LimitFiles(IEnumerable<int> processes, long? bytes)
    {
        foreach (var id in processes)
        {
            using var limit = Process.Start("prlimit", ["--pid", $"{id}", $"--fsize={(bytes is { } size ? $"{size}" : "unlimited")}:unlimited"]);
            limit.WaitForExit();
        }
    }
}
