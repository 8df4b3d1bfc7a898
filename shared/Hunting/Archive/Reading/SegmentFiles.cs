using System.Runtime.ExceptionServices;
using ExposurePipeline.Hunting.Archive.Format;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>Reads parts of segments, checks them, and keeps those that are used often.</summary>
internal sealed class SegmentFiles(ISegmentStore store, ByteCache cache)
{
    // Most footers fit, and a segment of few rows does whole: it is read once.
    private const int LikelyFooter = 1 << 16;
    private const int AtOnce = 8;
    private const int FooterPlace = -1;
    private const int WholePlace = -2;

    // What an object of a footer takes for each byte it was read from.
    private const int Unpacked = 8;

    /// <summary>Reads a segment's footer.</summary>
    public Segment Open(SegmentFile file, CancellationToken cancellation)
    {
        if (cache.Find<SegmentFooter>(file.Name, FooterPlace) is { } known)
        {
            return new(file, known);
        }

        try
        {
            var end = End(file, cancellation);
            var footer = SegmentFormat.Footer(end, file.Length);
            cache.Keep(file.Name, FooterPlace, footer, (long)end.Length * Unpacked);
            return new(file, footer);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw new DamagedSegmentException($"segment {file.Name}: {damage.Message}", damage);
        }
    }

    /// <summary>Reads the footers of segments, several at a time where they are many: stores far away take long for each.</summary>
    public IReadOnlyList<Segment> OpenAll(IReadOnlyList<SegmentFile> listed, CancellationToken cancellation)
    {
        var segments = new Segment[listed.Count];
        try
        {
            Parallel.For(0, segments.Length, new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, i => segments[i] = Open(listed[i], cancellation));
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        return segments;
    }

    /// <summary>A part that is kept.</summary>
    public T? Find<T>(Segment segment, Part part)
        where T : class => cache.Find<T>(segment.Name, part.Offset);

    /// <summary>Keeps what a part means.</summary>
    public void Keep(Segment segment, Part part, object value, long size) => cache.Keep(segment.Name, part.Offset, value, size);

    /// <summary>Reads parts that lie one behind another at once.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Read(Segment segment, IReadOnlyList<Part> parts, CancellationToken cancellation)
    {
        var (start, end) = (parts[0].Offset, parts[^1].Offset + parts[^1].Length);
        var whole = cache.Find<Whole>(segment.Name, WholePlace);
        var bytes = whole?.Content.Slice((int)start, (int)(end - start)) ?? store.Read(segment.Name, start, checked((int)(end - start)), cancellation);
        return parts.Select(part => bytes.Slice((int)(part.Offset - start), part.Length));
    }

    /// <summary>Whether a fault in reading means that the bytes are not what was written.</summary>
    public static bool IsDamage(Exception fault) => fault is DamagedSegmentException or ArgumentException or IndexOutOfRangeException or OverflowException;

    private ReadOnlyMemory<byte> End(SegmentFile file, CancellationToken cancellation)
    {
        if (file.Length < SegmentFormat.TrailerLength * 2)
        {
            throw new DamagedSegmentException($"{file.Length} bytes are no segment");
        }

        var likely = (int)Math.Min(LikelyFooter, file.Length);
        var end = store.Read(file.Name, file.Length - likely, likely, cancellation);
        if (likely == file.Length)
        {
            cache.Keep(file.Name, WholePlace, new Whole(end), likely);
        }

        var needed = SegmentFormat.FooterLength(end.Span, file.Length) + SegmentFormat.TrailerLength;
        return needed <= likely ? end[^needed..] : store.Read(file.Name, file.Length - needed, needed, cancellation);
    }

    private sealed record Whole(ReadOnlyMemory<byte> Content);
}
