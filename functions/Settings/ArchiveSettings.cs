namespace ExposurePipeline.Functions.Settings;

/// <summary>Where connection events are kept for queries, and for how long.</summary>
/// <param name="Container">The blob container, in the account of <c>ExposureStorage</c>; default <c>archive</c>.</param>
/// <param name="Folder">A folder of this machine in place of the container; null for the container.</param>
/// <param name="BlobAddress">The account's blobs, where an identity is used: <c>ExposureStorage__blobServiceUri</c>.</param>
/// <param name="Retention">How long they are kept, by the time of the event; default 30 days.</param>
public sealed record ArchiveSettings(string Container, string? Folder, Uri? BlobAddress, TimeSpan Retention)
{
    /// <summary>Settings <c>Archive__*</c>.</summary>
    public const string SectionName = "Archive";

    private const string BlobServiceUri = "blobServiceUri";

    internal static ArchiveSettings Read(SettingsReader reader)
    {
        var (folder, blobs) = (reader.Optional(SectionName, nameof(Folder)), reader.Address(ConnectionSettings.ExposureStorage, BlobServiceUri));
        if (folder is null && blobs is null && ConnectionSettings.IsStorageByIdentity(reader))
        {
            reader.Missing($"{ConnectionSettings.ExposureStorage}__{BlobServiceUri}", "the address of the account's blobs, for identity-based access");
        }

        return new(ReadContainer(reader), folder, blobs, reader.Duration(SectionName, nameof(Retention), TimeSpan.FromDays(30), TimeSpan.FromHours(1)));
    }

    private static string ReadContainer(SettingsReader reader)
    {
        const string Otherwise = "archive";
        var name = reader.Optional(SectionName, nameof(Container)) ?? Otherwise;
        var isName = name.Length is >= 3 and <= 63 && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
        return isName ? name : reader.Wrong(SectionName, nameof(Container), name, "a container's name: 3 to 63 lower-case letters, digits and single hyphens", Otherwise);
    }
}
