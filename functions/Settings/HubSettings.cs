namespace ExposurePipeline.Functions.Settings;

/// <summary>The event hubs by name, and the consumer group under which this app reads them.</summary>
/// <param name="Connections">Connection telemetry comes in here.</param>
/// <param name="Scans">Scan results come in here.</param>
/// <param name="Inventory">Device inventory comes in here.</param>
/// <param name="Observations">What the three were normalised to, by entity.</param>
/// <param name="Resources">Cloud configuration comes in here.</param>
/// <param name="ConsumerGroup">The consumer group of this app on all five.</param>
/// <param name="ArchiveConsumerGroup">Another one on the hub of connection telemetry: events are archived at a pace of their own.</param>
public sealed record HubSettings(string Connections, string Scans, string Inventory, string Observations, string Resources, string ConsumerGroup, string ArchiveConsumerGroup)
{
    /// <summary>Settings <c>Hubs__*</c>.</summary>
    public const string SectionName = "Hubs";

    internal static HubSettings Read(SettingsReader reader) => new(
        reader.Required(SectionName, nameof(Connections), "the event hub of connection telemetry"),
        reader.Required(SectionName, nameof(Scans), "the event hub of scan results"),
        reader.Required(SectionName, nameof(Inventory), "the event hub of device inventory"),
        reader.Required(SectionName, nameof(Observations), "the event hub of normalised observations"),
        reader.Required(SectionName, nameof(Resources), "the event hub of cloud configuration"),
        reader.Required(SectionName, nameof(ConsumerGroup), "the consumer group of this app, for example $Default"),
        reader.Required(SectionName, nameof(ArchiveConsumerGroup), "the consumer group that archives connection telemetry, for example archive"));
}
