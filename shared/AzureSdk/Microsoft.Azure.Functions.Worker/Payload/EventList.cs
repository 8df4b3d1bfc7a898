using System.Buffers;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Where each event of a batch lies in its buffer; grows in rented memory.</summary>
internal struct EventList() : IDisposable
{
    private const int FirstCapacity = 256;

    private Segment[] segments = ArrayPool<Segment>.Shared.Rent(FirstCapacity);

    public int Count { get; private set; }

    /// <summary>Bytes used in the buffer of decoded bytes.</summary>
    public int Used { get; private set; }

    public readonly ReadOnlySpan<Segment> Items => segments.AsSpan(0, Count);

    public readonly Segment this[int index]
    {
        get => segments[index];
        set => segments[index] = value;
    }

    /// <summary>Appends the event whose bytes were written at <see cref="Used"/>.</summary>
    public void Append(int length)
    {
        Add(new(Used, length));
        Used += length;
    }

    /// <summary>Adds an event that lies anywhere.</summary>
    public void Add(Segment segment)
    {
        if (Count == segments.Length)
            Grow();
        segments[Count++] = segment;
    }

    public void Clear() => (Count, Used) = (0, 0);

    public void Dispose()
    {
        ArrayPool<Segment>.Shared.Return(segments);
        (segments, Count) = ([], 0);
    }

    private void Grow()
    {
        var larger = ArrayPool<Segment>.Shared.Rent(Count * 2);
        Items.CopyTo(larger);
        ArrayPool<Segment>.Shared.Return(segments);
        segments = larger;
    }
}
