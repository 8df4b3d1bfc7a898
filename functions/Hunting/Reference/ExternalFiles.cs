using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>What externaldata reads: <c>https://host/path</c> is the file <c>external/host/path</c> of the reference folder. Nothing is fetched.</summary>
internal sealed class ExternalFiles(ReferenceFolder folder) : IExternalData
{
    /// <summary>Most bytes of a file, unpacked.</summary>
    public const long MostBytes = 64 << 20;

    private const string Folder = "external";
    private const int Portion = 8192;

    public IEnumerable<Batch>? Find(string address, Schema columns, IReadOnlyDictionary<string, string> properties)
    {
        if (Places(address).Select(folder.Find).FirstOrDefault(static found => found is not null) is not { } file)
        {
            return null;
        }

        var format = ExternalFormat.Of(properties, file);
        var hasTitles = properties.GetValueOrDefault("ignoreFirstRecord") is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));
        return Read(file, format, hasTitles, columns);
    }

    private static IEnumerable<Batch> Read(string file, string format, bool hasTitles, Schema columns)
    {
        using var text = ReferenceFolder.Open(file, MostBytes);
        foreach (var rows in ExternalFormat.Read(format, text, columns).Skip(hasTitles ? 1 : 0).Chunk(Portion))
        {
            var typed = new TextRows(columns);
            foreach (var row in rows)
            {
                typed.Add(row);
            }

            yield return typed.Build();
        }
    }

    // With what stands after a question mark, as downloaders name such files, and without: it may be a key.
    private static IEnumerable<IReadOnlyList<string>> Places(string address)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            yield break;
        }

        string[] place = [Folder, uri.Host.ToLowerInvariant(), .. Uri.UnescapeDataString(uri.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries)];
        if (uri.Query.Length > 1)
        {
            yield return [.. place[..^1], place[^1] + uri.Query];
        }

        yield return place;
    }
}
