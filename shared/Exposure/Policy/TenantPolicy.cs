using System.Globalization;
using ExposurePipeline.Exposure.Policy.Documents;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy;

/// <summary>What one tenant decides for itself; what it leaves open is the deployment's setting. A list replaces the deployment's.</summary>
public sealed record TenantPolicy
{
    /// <summary>Decides nothing.</summary>
    public static TenantPolicy Empty { get; } = new();

    /// <inheritdoc cref="ExposurePolicy.OwnRanges"/>
    public IReadOnlyList<IpRange>? OwnRanges { get; init; }

    /// <inheritdoc cref="ExposurePolicy.TrustedRanges"/>
    public IReadOnlyList<IpRange>? TrustedRanges { get; init; }

    /// <inheritdoc cref="ExposurePolicy.ScannerRanges"/>
    public IReadOnlyList<IpRange>? ScannerRanges { get; init; }

    /// <inheritdoc cref="ExposurePolicy.ExcludedProcesses"/>
    public IReadOnlyList<string>? ExcludedProcesses { get; init; }

    /// <inheritdoc cref="ExposurePolicy.Window"/>
    public TimeSpan? Window { get; init; }

    /// <inheritdoc cref="ExposurePolicy.Expectations"/>
    public IReadOnlyList<Expectation>? Expectations { get; init; }

    /// <summary>The same for equal decisions, in every process: 16 hexadecimal digits.</summary>
    public string Version => StableHash.Of(TenantPolicyDocument.Write(this)).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The decisions that are in force, every one named.</summary>
    public static TenantPolicy InForce(ExposurePolicy policy) => new()
    {
        OwnRanges = policy.OwnRanges,
        TrustedRanges = policy.TrustedRanges,
        ScannerRanges = policy.ScannerRanges,
        ExcludedProcesses = policy.ExcludedProcesses,
        Window = policy.Window,
        Expectations = policy.Expectations,
    };

    /// <summary>The deployment's settings with this tenant's decisions in their place.</summary>
    public ExposurePolicy Over(ExposurePolicy deployment) => this == Empty ? deployment : deployment with
    {
        OwnRanges = OwnRanges ?? deployment.OwnRanges,
        TrustedRanges = TrustedRanges ?? deployment.TrustedRanges,
        ScannerRanges = ScannerRanges ?? deployment.ScannerRanges,
        ExcludedProcesses = ExcludedProcesses ?? deployment.ExcludedProcesses,
        Window = Window ?? deployment.Window,
        Expectations = Expectations ?? deployment.Expectations,
    };
}
