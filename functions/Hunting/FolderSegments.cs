using ExposurePipeline.Hunting.Archive;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>Keeps segments as files of a folder.</summary>
/// <param name="root">The folder; made when the first segment is.</param>
public sealed class FolderSegments(string root) : ISegmentStore
{
    private const string Unfinished = ".unfinished";

    /// <inheritdoc/>
    public Task<IReadOnlyList<SegmentFile>> ListAsync(string prefix, CancellationToken cancellation)
    {
        // The folder that the prefix names; what it says beyond is compared.
        var folder = Path.Combine(root, prefix[..(prefix.LastIndexOf('/') + 1)]);
        IReadOnlyList<SegmentFile> found = Directory.Exists(folder)
            ? [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Select(Described).OfType<SegmentFile>()
                .Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(file => file.Name, StringComparer.Ordinal)]
            : [];
        return Task.FromResult(found);
    }

    /// <inheritdoc/>
    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Path.GetRandomFileName()}{Unfinished}";
        try
        {
            await WriteAsync(unfinished, content, cancellation);
            return Moved(unfinished, path);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(string name, long start, int length, CancellationToken cancellation)
    {
        try
        {
            using var file = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = GC.AllocateUninitializedArray<byte>(length);
            for (var read = 0; read < length;)
            {
                var part = RandomAccess.Read(file, bytes.AsSpan(read), start + read);
                read += part > 0 ? part : throw new EndOfStreamException($"segment {name} ends before byte {start + length}");
            }

            return bytes;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SegmentGoneException(name);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await file.WriteAsync(content, cancellation);
        file.Flush(flushToDisk: true);
    }

    // A move that finds the name taken fails, so of two writers the first one's file stays.
    private static bool Moved(string unfinished, string path)
    {
        try
        {
            File.Move(unfinished, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    // A file may go while the folder is read.
    private SegmentFile? Described(FileInfo file)
        => file.Exists && !file.Name.EndsWith(Unfinished, StringComparison.Ordinal)
            ? new(Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length, file.LastWriteTimeUtc)
            : null;

    private string PathOf(string name)
        => name.Split('/').All(part => part.Trim('.').Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || "-_.=".Contains(c)))
            ? Path.Combine(root, name)
            : throw new ArgumentException($"'{name}' is no name of a segment: its parts are of letters, digits, '-', '_', '.' and '='", nameof(name));
}
