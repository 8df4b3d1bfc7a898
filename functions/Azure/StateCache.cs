using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// Which entities there are, and the states that this instance read or wrote, compressed. A stale entry is harmless: states only grow, and a
/// write from it is fenced by its version, whereupon the entry is evicted. Readers who must see other instances' writes use a store without it.
/// </summary>
/// <param name="maxBytes">Most compressed bytes of state kept; beyond them entities take the 16 bytes of their key, and are read when needed.</param>
internal sealed class StateCache(long maxBytes)
{
    // Keys are hashes under a key of this process, so that nobody can choose identifiers that collide.
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, PartitionStates> partitions = new();
    private readonly Lock trimming = new();
    private long bytes;

    /// <summary>Compressed bytes of state, and those of keys.</summary>
    public (long States, long Keys) Size => (Interlocked.Read(ref bytes), partitions.Values.Sum(static each => each.KeyBytes));

    /// <summary>What is kept of a partition.</summary>
    public PartitionStates Of(string partition) => partitions.GetOrAdd(partition, static (_, cache) => new(cache), this);

    /// <summary>The key of an entity.</summary>
    public UInt128 KeyOf(EntityId entity)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(entity.Name), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>Notes how the size changed; too much drops the states that were not used for longest.</summary>
    public void Grow(long by)
    {
        if (Interlocked.Add(ref bytes, by) <= maxBytes || !trimming.TryEnter())
        {
            return;
        }

        try
        {
            // The first round finds what was not used since the last one; the second one anything.
            foreach (var partition in partitions.Values.Concat(partitions.Values).TakeWhile(_ => Interlocked.Read(ref bytes) > maxBytes * 9 / 10))
            {
                Interlocked.Add(ref bytes, -partition.DropUnused());
            }
        }
        finally
        {
            trimming.Exit();
        }
    }
}
