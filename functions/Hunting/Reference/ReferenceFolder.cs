using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>The folder with data that operators register for queries. A query never leaves it, and never writes.</summary>
/// <param name="path">Where it is; null registers nothing.</param>
public sealed class ReferenceFolder(string? path)
{
    private readonly string? root = path is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>The file at a place; null when there is none.</summary>
    /// <param name="place">Names of folders, then of the file: each as people write names, never a path.</param>
    internal string? Find(params IReadOnlyList<string> place)
    {
        if (root is null || !place.All(IsName))
        {
            return null;
        }

        var file = Path.Combine([root, .. place]);
        return File.Exists(file) ? file : null;
    }

    /// <summary>Opens a file, unpacked where it is packed; a file that gives more than so many bytes is refused.</summary>
    internal static StreamReader Open(string file, long most)
    {
        var stream = File.OpenRead(file);
        try
        {
            return new(new BoundedStream(Packed.Open(stream, file), most, Path.GetFileName(file)));
        }
        catch (InvalidDataException)
        {
            stream.Dispose();
            throw new UnreadableDataException($"the registered file '{Path.GetFileName(file)}' is packed in a way that cannot be read");
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 255 && name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '\\', ':') && !name.Any(char.IsControl);
}
