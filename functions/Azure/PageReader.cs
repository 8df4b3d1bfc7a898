using System.Buffers.Binary;
using System.Text;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Reads the entries of a page: length of the version, length of the state, both. A page without states has no bytes at all.</summary>
internal ref struct PageReader(ReadOnlySpan<byte> entries)
{
    /// <summary>Bytes of the two lengths.</summary>
    public const int Head = 6;

    private ReadOnlySpan<byte> left = entries;

    /// <summary>The next entry as it is; empty for one without a state.</summary>
    public ReadOnlySpan<byte> Take()
    {
        if (left.IsEmpty)
        {
            return default;
        }

        var size = Head + BinaryPrimitives.ReadUInt16LittleEndian(left) + BinaryPrimitives.ReadInt32LittleEndian(left[2..]);
        var entry = left[..size];
        left = left[size..];
        return entry;
    }

    public void Skip() => Take();

    /// <summary>The next entry; null for one without a state.</summary>
    public StoredEntity? Read(EntityId entity)
    {
        var entry = Take();
        var version = entry.IsEmpty ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(entry);
        return version == 0 ? null : new(entity, entry[(Head + version)..].ToArray(), Encoding.UTF8.GetString(entry.Slice(Head, version)));
    }
}
