using System.Numerics;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Settings;

/// <summary>The operator's choices.</summary>
/// <param name="Policy">What counts as exposure and for how long.</param>
/// <param name="Buckets">Storage partitions per tenant: a power of two from 1 to 4096, fixed at deployment; default 32. As many lanes lead to them, at most 32.</param>
/// <param name="TransactionsAtOnce">Table transactions under way at once; 0 for no limit. Azurite takes 1 (it keeps one rollback list).</param>
/// <param name="RequestsPerMinute">HTTP requests per tenant, minute and instance; 0 for no limit. Default 100, as Defender's.</param>
public sealed record ExposureSettings(ExposurePolicy Policy, int Buckets, int TransactionsAtOnce, int RequestsPerMinute)
{
    /// <summary>Settings <c>Exposure__*</c>.</summary>
    public const string SectionName = "Exposure";

    /// <summary>Most storage partitions per tenant: a listing reads every one of them.</summary>
    public const int MaxBuckets = 4096;

    private const string DefaultTenant = nameof(ExposurePolicy.DefaultTenant);

    internal static ExposureSettings Read(SettingsReader reader) => new(
        ReadPolicy(reader),
        reader.Number(SectionName, nameof(Buckets), 32, static n => n <= MaxBuckets && BitOperations.IsPow2(n), $"a power of two from 1 to {MaxBuckets}"),
        reader.Number(SectionName, nameof(TransactionsAtOnce), 0, static n => n <= 1024, "a number from 0 (no limit) to 1024"),
        reader.Number(SectionName, nameof(RequestsPerMinute), 100, static n => n >= 0, "a number from 0 (no limit)"));

    private static ExposurePolicy ReadPolicy(SettingsReader reader)
    {
        var otherwise = ExposurePolicy.Default;
        return otherwise with
        {
            Window = reader.Duration(SectionName, nameof(otherwise.Window), otherwise.Window, TimeSpan.FromSeconds(1)),
            Resolution = reader.Duration(SectionName, nameof(otherwise.Resolution), otherwise.Resolution, TimeSpan.Zero),
            ClockSkew = reader.Duration(SectionName, nameof(otherwise.ClockSkew), otherwise.ClockSkew, TimeSpan.Zero),
            History = reader.Duration(SectionName, nameof(otherwise.History), otherwise.History, TimeSpan.FromSeconds(1)),
            OwnRanges = reader.Ranges(SectionName, nameof(otherwise.OwnRanges)),
            TrustedRanges = reader.Ranges(SectionName, nameof(otherwise.TrustedRanges)),
            ScannerRanges = reader.Ranges(SectionName, nameof(otherwise.ScannerRanges)),
            ProbeWindow = reader.Duration(SectionName, nameof(otherwise.ProbeWindow), otherwise.ProbeWindow, TimeSpan.Zero),
            ExcludedProcesses = reader.List(SectionName, nameof(otherwise.ExcludedProcesses)) ?? otherwise.ExcludedProcesses,
            DefaultTenant = ReadTenant(reader, otherwise.DefaultTenant),
        };
    }

    private static TenantId ReadTenant(SettingsReader reader, TenantId otherwise)
    {
        var text = reader.Optional(SectionName, DefaultTenant);
        return text switch
        {
            null => otherwise,
            { Length: <= TenantId.MaxLength } => new(text),
            _ => reader.Wrong(SectionName, DefaultTenant, text, $"an identifier of at most {TenantId.MaxLength} characters", otherwise),
        };
    }
}
