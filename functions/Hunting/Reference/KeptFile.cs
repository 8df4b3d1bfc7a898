using System.Collections.Concurrent;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>What was read of files, kept until they are written anew.</summary>
/// <param name="read">Reads a file.</param>
internal sealed class KeptFile<T>(Func<string, T> read)
    where T : class
{
    private readonly ConcurrentDictionary<string, (DateTime Written, long Length, T Value)> kept = new(StringComparer.Ordinal);

    public T Get(string file)
    {
        var info = new FileInfo(file);
        var (written, length) = (info.LastWriteTimeUtc, info.Length);
        if (kept.TryGetValue(file, out var known) && known.Written == written && known.Length == length)
        {
            return known.Value;
        }

        var value = read(file);
        kept[file] = (written, length, value);
        return value;
    }
}
