using Xunit;

namespace ExposurePipeline.Tests.Support;

/// <summary>A test that reads the third-party samples in place, and reports itself skipped in a clone that lacks them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleFactAttribute : FactAttribute
{
    /// <summary>Skips, with the reason, where the samples are absent.</summary>
    public SampleFactAttribute() => Skip = Repository.HasSharedData ? null : Samples.Absent;
}

/// <summary>As <see cref="SampleFactAttribute"/>, for a table of cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips, with the reason, where the samples are absent.</summary>
    public SampleTheoryAttribute() => Skip = Repository.HasSharedData ? null : Samples.Absent;
}

internal static class Samples
{
    public const string Absent = "The third-party samples (../shared/data) are not beside this checkout.";
}
