using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>What operators registered for queries, and what would have to be done for the rest. Looked up for each query: files may come and go.</summary>
/// <param name="folder">Where it is.</param>
public sealed class ReferenceData(ReferenceFolder folder)
{
    private const string Register = "whoever runs this registers it as a file of the folder that the setting Hunting__ReferenceFolder names";

    private readonly ExternalFiles external = new(folder);
    private readonly Watchlists watchlists = new(folder);

    /// <summary>The sources with what is registered.</summary>
    internal HuntingSources AddTo(HuntingSources sources)
    {
        IRowProfiles?[] profiles =
        [
            folder.Find("file-profiles.csv") is { } files ? new FileProfiles(files) : null,
            folder.Find("seen-by.csv") is { } seen ? new SeenByDevices(seen) : null,
        ];
        return sources with
        {
            ExternalData = [external],
            NamedTables = [watchlists],
            Profiles = [.. profiles.OfType<IRowProfiles>()],
            Locations = folder.Find("geo.csv") is { } geo ? AddressLocations.Of(geo) : null,
            Absent = Absent,
        };
    }

    private static readonly Dictionary<string, string> Absent = new(StringComparer.Ordinal)
    {
        ["externaldata"] = $"{Register}: https://host/path as external/host/path",
        ["FileProfile"] = $"{Register}: file-profiles.csv",
        ["SeenBy"] = $"{Register}: seen-by.csv",
        ["geo_info_from_ip_address"] = $"{Register}: geo.csv",
        ["_GetWatchlist"] = $"{Register}: watchlists/name.csv",
    };
}
