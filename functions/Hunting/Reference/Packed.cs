using System.IO.Compression;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Files that are compressed, told by the end of their name.</summary>
internal static class Packed
{
    /// <summary>The name without what tells the compression.</summary>
    public static string Name(string file) =>
        file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? file[..^4] : file;

    /// <summary>What is inside; of an archive its first file.</summary>
    /// <exception cref="InvalidDataException">It is not what its name says.</exception>
    public static Stream Open(Stream stream, string file) =>
        file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress)
        : file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? (new ZipArchive(stream).Entries is [var first, ..] ? first.Open() : throw new InvalidDataException("The archive is empty."))
        : stream;
}
