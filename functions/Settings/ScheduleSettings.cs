namespace ExposurePipeline.Functions.Settings;

/// <summary>When the timers run, as six-field NCRONTAB expressions or time spans that the host reads.</summary>
/// <param name="Expire">When tags are expired.</param>
/// <param name="Sweep">When messages are sent whose sender died.</param>
/// <param name="Analyse">When changed cloud configuration is analysed.</param>
/// <param name="Archive">When segments of the archive are merged, and old ones deleted.</param>
public sealed record ScheduleSettings(string Expire, string Sweep, string Analyse, string Archive)
{
    /// <summary>Settings <c>Schedules__*</c>.</summary>
    public const string SectionName = "Schedules";

    internal static ScheduleSettings Read(SettingsReader reader) => new(
        reader.Required(SectionName, nameof(Expire), "when tags expire, for example * * * * * * for every second"),
        reader.Required(SectionName, nameof(Sweep), "when left-over messages are sent, for example 30 * * * * *"),
        reader.Required(SectionName, nameof(Analyse), "when changed cloud configuration is analysed, for example * * * * * * for every second"),
        reader.Required(SectionName, nameof(Archive), "when the archive is tended, for example 0 * * * * * for every minute"));
}
