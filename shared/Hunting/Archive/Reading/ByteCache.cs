namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>Keeps what was read of segments, least recently used out first, as long as it takes no more than so many bytes.</summary>
internal sealed class ByteCache(long maxBytes)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Kept> byUse = new();
    private readonly Dictionary<(string Segment, long Offset), LinkedListNode<Kept>> byPlace = [];
    private long bytes;

    /// <summary>How many bytes are kept.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>What is kept of a place of a segment; null when nothing is.</summary>
    public T? Find<T>(string segment, long offset)
        where T : class
    {
        lock (gate)
        {
            if (!byPlace.TryGetValue((segment, offset), out var found))
            {
                return null;
            }

            byUse.Remove(found);
            byUse.AddFirst(found);
            return found.Value.Value as T;
        }
    }

    /// <summary>Keeps something in a place; what was there goes.</summary>
    public void Keep(string segment, long offset, object value, long size)
    {
        lock (gate)
        {
            if (byPlace.TryGetValue((segment, offset), out var old))
            {
                Drop(old);
            }

            byPlace[(segment, offset)] = byUse.AddFirst(new Kept(segment, offset, value, size));
            bytes += size;
            while (bytes > maxBytes && byUse.Last is { } last)
            {
                Drop(last);
            }
        }
    }

    private void Drop(LinkedListNode<Kept> node)
    {
        byUse.Remove(node);
        byPlace.Remove((node.Value.Segment, node.Value.Offset));
        bytes -= node.Value.Size;
    }

    private sealed record Kept(string Segment, long Offset, object Value, long Size);
}
