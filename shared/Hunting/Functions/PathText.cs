using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>parse_path(): the parts of a file's path, with either separator.</summary>
internal static class PathText
{
    public static Dynamic Parse(string path)
    {
        var scheme = path.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? path[..end] : "";
        var rest = scheme.Length == 0 ? path : path[(scheme.Length + 3)..];
        var root = rest is [_, ':', ..] ? rest[..2] : "";
        var slash = rest.LastIndexOfAny(['/', '\\']);
        var directory = slash < 0 ? "" : rest[..slash];
        var name = rest[(slash + 1)..];
        var stream = name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && root.Length <= directory.Length ? name[(colon + 1)..] : "";
        var file = stream.Length == 0 ? name : name[..^(stream.Length + 1)];
        return new DynamicBag(
        [
            Property("Scheme", scheme), Property("RootPath", root), Property("DirectoryPath", directory), Property("DirectoryName", directory[(directory.LastIndexOfAny(['/', '\\']) + 1)..]),
            Property("Filename", file), Property("Extension", file.LastIndexOf('.') is >= 0 and var dot ? file[(dot + 1)..] : ""), Property("AlternateDataStreamName", stream),
        ]);
    }

    private static KeyValuePair<string, Dynamic?> Property(string name, string value) => new(name, Dynamic.Of(value));
}
