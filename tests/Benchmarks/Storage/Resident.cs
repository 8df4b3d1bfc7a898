using System.Globalization;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Resident memory of a process as the kernel tells it, megabytes.</summary>
/// <param name="Now">At this moment.</param>
/// <param name="Peak">The most so far.</param>
internal readonly record struct Resident(double Now, double Peak)
{
    public static Resident Of(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/status");
        return new(Read(lines, "VmRSS:"), Read(lines, "VmHWM:"));
    }

    private static double Read(string[] lines, string name) => long.Parse(
        lines.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024 / 1e6;
}
