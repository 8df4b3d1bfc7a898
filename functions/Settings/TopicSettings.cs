namespace ExposurePipeline.Functions.Settings;

/// <summary>The Service Bus topics by name.</summary>
/// <param name="TagChanges">Where tag changes go; default <c>tag-changes</c>.</param>
/// <param name="Recommendations">Where recommendations go; default <c>recommendations</c>.</param>
public sealed record TopicSettings(string TagChanges, string Recommendations)
{
    /// <summary>Settings <c>Topics__*</c>.</summary>
    public const string SectionName = "Topics";

    internal static TopicSettings Read(SettingsReader reader) => new(
        reader.Optional(SectionName, nameof(TagChanges)) ?? "tag-changes",
        reader.Optional(SectionName, nameof(Recommendations)) ?? "recommendations");
}
