using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// The states this instance read or wrote last, least recently used first out. A stale entry is harmless: states only grow, and a write from
/// it is fenced by its version, whereupon the entry is evicted. Readers who must see other instances' writes use a store without it.
/// </summary>
/// <param name="maxBytes">Most bytes of state kept.</param>
internal sealed class StateCache(long maxBytes)
{
    private const int Overhead = 256; // about what the entry itself takes

    private readonly Lock gate = new();
    private readonly Dictionary<EntityId, LinkedListNode<StoredEntity>> entries = [];
    private readonly LinkedList<StoredEntity> byUse = new();
    private long bytes;

    public StoredEntity? Find(EntityId entity)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(entity, out var node))
            {
                return null;
            }

            byUse.Remove(node);
            byUse.AddLast(node);
            return node.Value;
        }
    }

    public void Put(StoredEntity stored)
    {
        lock (gate)
        {
            Remove(stored.Entity);
            entries[stored.Entity] = byUse.AddLast(stored);
            bytes += Cost(stored);
            while (bytes > maxBytes && byUse.First is { } oldest)
            {
                Remove(oldest.Value.Entity);
            }
        }
    }

    public void Evict(EntityId entity)
    {
        lock (gate)
        {
            Remove(entity);
        }
    }

    private void Remove(EntityId entity)
    {
        if (entries.Remove(entity, out var node))
        {
            byUse.Remove(node);
            bytes -= Cost(node.Value);
        }
    }

    private static int Cost(StoredEntity stored) => stored.State.Length + Overhead;
}
