namespace ExposurePipeline.Functions.Settings;

/// <summary>What queries may take, and where they are answered. Limits of a tenant count per instance, as those of requests do.</summary>
/// <param name="CallsPerMinute">Queries per tenant and minute; 0 for no limit. Default 45, as Microsoft's.</param>
/// <param name="TimePerCycle">How long a tenant's queries may run in a quarter of an hour, together; 0 for no limit.</param>
/// <param name="QueriesAtOnce">Queries under way at once, of all tenants.</param>
/// <param name="MaxRows">Most rows of an answer. Default 100,000, as Microsoft's.</param>
/// <param name="MaxTime">The longest a query may run. Default 3 minutes, as Microsoft's.</param>
/// <param name="MaxMegabytes">Most memory, by estimate, of a query's intermediate rows.</param>
/// <param name="Kusto">The cluster that answers; null where this app answers by itself.</param>
public sealed record HuntingSettings(int CallsPerMinute, TimeSpan TimePerCycle, int QueriesAtOnce, int MaxRows, TimeSpan MaxTime, int MaxMegabytes, KustoSettings? Kusto)
{
    /// <summary>Settings <c>Hunting__*</c>.</summary>
    public const string SectionName = "Hunting";

    /// <summary>The folder with data that operators register for queries; null registers nothing.</summary>
    public string? ReferenceFolder { get; init; }

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    internal static HuntingSettings Read(SettingsReader reader) => new(
        reader.Number(SectionName, nameof(CallsPerMinute), 45, static n => n >= 0, "a number from 0 (no limit)"),
        reader.Duration(SectionName, nameof(TimePerCycle), TimeSpan.FromSeconds(150), TimeSpan.Zero),
        reader.Number(SectionName, nameof(QueriesAtOnce), 4, static n => n is >= 1 and <= 64, "a number from 1 to 64"),
        reader.Number(SectionName, nameof(MaxRows), 100_000, static n => n is >= 1 and <= 1_000_000, "a number from 1 to 1000000"),
        reader.Duration(SectionName, nameof(MaxTime), TimeSpan.FromMinutes(3), Least),
        reader.Number(SectionName, nameof(MaxMegabytes), 256, static n => n is >= 1 and <= 65_536, "a number from 1 to 65536"),
        KustoSettings.Read(reader))
    {
        ReferenceFolder = ReadFolder(reader),
    };

    private static string? ReadFolder(SettingsReader reader) => reader.Optional(SectionName, nameof(ReferenceFolder)) is not { } folder ? null
        : Directory.Exists(folder) ? folder
        : reader.Wrong<string?>(SectionName, nameof(ReferenceFolder), folder, "a folder that exists", null);
}
