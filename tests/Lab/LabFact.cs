using Xunit;

namespace ExposurePipeline.Tests.Lab;

/// <summary>A test on a real network, reported as skipped, with the reason, on a machine that cannot have one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabFactAttribute : FactAttribute
{
    /// <summary>Skips, with the reason, where something is missing.</summary>
    public LabFactAttribute() => Skip = Prerequisites.Missing;
}
