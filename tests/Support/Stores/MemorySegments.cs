using System.Collections.Concurrent;
using ExposurePipeline.Hunting.Archive;

namespace ExposurePipeline.Tests.Support.Stores;

/// <summary>Segments in memory; every file is created now, as the test's clock says.</summary>
/// <param name="time">The test's clock.</param>
public sealed class MemorySegments(Func<DateTimeOffset> time) : ISegmentStore
{
    private readonly ConcurrentDictionary<string, (byte[] Content, DateTimeOffset Created)> files = new(StringComparer.Ordinal);
    private long bytesRead;

    public MemorySegments()
        : this(() => DateTimeOffset.UnixEpoch)
    {
    }

    /// <summary>How many bytes were asked for.</summary>
    public long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>A file's bytes, to be damaged.</summary>
    public byte[] this[string name] => files[name].Content;

    public Task<IReadOnlyList<SegmentFile>> ListAsync(string prefix, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SegmentFile>>(
        [.. files.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(file => new SegmentFile(file.Key, file.Value.Content.Length, file.Value.Created)).OrderBy(file => file.Name, StringComparer.Ordinal)]);

    public Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => Task.FromResult(files.TryAdd(name, (content.ToArray(), time())));

    public ReadOnlyMemory<byte> Read(string name, long start, int length, CancellationToken cancellation)
    {
        var content = files.TryGetValue(name, out var file) ? file.Content : throw new SegmentGoneException(name);
        Interlocked.Add(ref bytesRead, length);
        return content.AsMemory(checked((int)start), length);
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        files.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
