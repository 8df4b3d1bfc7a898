using ExposurePipeline.Tests.Faults.Plant;
using Xunit;

namespace ExposurePipeline.Tests.Faults;

/// <summary>A test that sets the clock of processes, reported as skipped, with the reason, on a machine that cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClockFactAttribute : FactAttribute
{
    /// <summary>Skips, with the reason, where something is missing.</summary>
    public ClockFactAttribute() => Skip = ClockFile.Missing;
}
