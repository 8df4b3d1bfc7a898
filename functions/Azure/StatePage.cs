using System.Buffers;
using System.IO.Compression;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>What is to be kept of an entity: its state, or null for only that it exists.</summary>
internal readonly record struct PageChange(UInt128 Key, StoredEntity? Stored);

/// <summary>Some entities with neighbouring keys; their states are compressed together, since the states of a fleet resemble each other.</summary>
/// <param name="from">The smallest key that belongs here.</param>
/// <param name="keys">Of the entities, ascending.</param>
/// <param name="packed">Their states, compressed.</param>
/// <param name="length">Bytes of the states before; 0 where none is kept.</param>
internal sealed class StatePage(UInt128 from, UInt128[] keys, byte[] packed, int length)
{
    private const int FullBytes = 12 * 1024;
    private const int Quality = 1;
    private const int Window = 16;

    private byte[] packed = packed;
    private int length = length;
    private bool isUsed = true;

    /// <summary>A page for all keys.</summary>
    public static StatePage Empty => new(0, [], [], 0);

    public UInt128 From => from;

    /// <summary>Compressed bytes of state.</summary>
    public long Bytes => packed.Length;

    /// <summary>Bytes of the keys.</summary>
    public long KeyBytes => keys.Length * 16L;

    /// <summary>The state of an entity; null when it is not kept.</summary>
    public StoredEntity? Find(UInt128 key, EntityId entity, out bool isKnown)
    {
        var index = Array.BinarySearch(keys, key);
        isKnown = index >= 0;
        if (!isKnown || length == 0)
        {
            return null;
        }

        isUsed = true;
        using var states = Unpack();
        var reader = new PageReader(states.Span);
        for (var i = 0; i < index; i++)
        {
            reader.Skip();
        }

        return reader.Read(entity);
    }

    /// <summary>The page with changes, in more pages where it got too large.</summary>
    /// <param name="changes">By key, all of this page.</param>
    public List<StatePage> With(ReadOnlySpan<PageChange> changes)
    {
        using var states = Unpack();
        var reader = new PageReader(states.Span);
        var (writer, old) = (new PageWriter(from, FullBytes), 0);
        for (var i = 0; i < changes.Length; i++)
        {
            for (; old < keys.Length && keys[old] < changes[i].Key; old++)
            {
                writer.Copy(keys[old], reader.Take());
            }

            if (old < keys.Length && keys[old] == changes[i].Key)
            {
                reader.Skip();
                old++;
            }

            if (i + 1 == changes.Length || changes[i + 1].Key != changes[i].Key)
            {
                writer.Write(changes[i]);
            }
        }

        for (; old < keys.Length; old++)
        {
            writer.Copy(keys[old], reader.Take());
        }

        return writer.Finish();
    }

    /// <summary>Drops the states if none was used since the last time; returns how many bytes that were.</summary>
    public long DropUnused()
    {
        if (isUsed)
        {
            isUsed = false;
            return 0;
        }

        var dropped = packed.Length;
        (packed, length) = ([], 0);
        return dropped;
    }

    /// <summary>A page of entries.</summary>
    public static StatePage Pack(UInt128 from, UInt128[] keys, ReadOnlySpan<byte> entries)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(entries.Length));
        try
        {
            return BrotliEncoder.TryCompress(entries, buffer, out var written, Quality, Window)
                ? new(from, keys, buffer[..written], entries.Length)
                : throw new InvalidOperationException($"{entries.Length} bytes of state could not be compressed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private PooledBytes Unpack()
    {
        var states = new PooledBytes(length);
        return length == 0 || (BrotliDecoder.TryDecompress(packed, states.Span, out var written) && written == length)
            ? states
            : throw new InvalidDataException($"A page of {packed.Length} compressed bytes does not hold {length} bytes of state.");
    }
}
