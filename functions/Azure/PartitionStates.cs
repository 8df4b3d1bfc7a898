using System.Runtime.InteropServices;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>The states of one partition, in pages ordered by key. All of them once loaded: then an entity that is not here is new.</summary>
internal sealed class PartitionStates(StateCache cache)
{
    /// <summary>So many entities that are read one by one make reading all at once worth it: a request brings a thousand.</summary>
    public const int WorthLoading = 16;

    private readonly Lock gate = new();
    private readonly List<StatePage> pages = [StatePage.Empty];
    private Task loading = Task.CompletedTask;
    private int missed;
    private bool isLoaded;

    /// <summary>Bytes of the keys.</summary>
    public long KeyBytes
    {
        get
        {
            lock (gate)
            {
                return pages.Sum(static page => page.KeyBytes);
            }
        }
    }

    /// <summary>What is stored of an entity, also that nothing is; null when that has to be read.</summary>
    public StoredEntity? Find(EntityId entity)
    {
        var key = cache.KeyOf(entity);
        lock (gate)
        {
            var page = pages[PageOf(key)];
            var stored = page.Find(key, entity, out var isKnown);
            missed += stored is null ? 1 : 0;
            return isKnown || !isLoaded ? stored : new(entity, default, null);
        }
    }

    /// <summary>Keeps what is stored of entities.</summary>
    public void Put(IEnumerable<StoredEntity> stored) => Change([.. stored.Select(each => new PageChange(cache.KeyOf(each.Entity), each))]);

    /// <summary>Forgets an entity's state, but not that it exists.</summary>
    public void Evict(EntityId entity) => Change([new(cache.KeyOf(entity), null)]);

    /// <summary>Forgets everything: somebody else writes here.</summary>
    public void Clear()
    {
        long bytes;
        lock (gate)
        {
            bytes = pages.Sum(static page => page.Bytes);
            pages.Clear();
            pages.Add(StatePage.Empty);
            (isLoaded, missed) = (false, 0);
        }

        cache.Grow(-bytes);
    }

    /// <summary>Reads the whole partition, unless that was done or is not worth it yet.</summary>
    /// <param name="wanted">How many entities are wanted now.</param>
    /// <param name="read">Reads.</param>
    public Task LoadAsync(int wanted, Func<IAsyncEnumerable<StoredEntity[]>> read)
    {
        lock (gate)
        {
            if (isLoaded || missed + wanted < WorthLoading)
            {
                return Task.CompletedTask;
            }

            return loading.IsCompleted ? loading = ReadAsync(read) : loading;
        }
    }

    /// <summary>Drops the states of pages that were not used since the last time; returns how many bytes that were.</summary>
    public long DropUnused()
    {
        lock (gate)
        {
            return pages.Sum(static page => page.DropUnused());
        }
    }

    // What another caller writes meanwhile may be overwritten by what was read before: stale, which the fence finds out.
    private async Task ReadAsync(Func<IAsyncEnumerable<StoredEntity[]>> read)
    {
        await Task.Yield();
        await foreach (var part in read())
        {
            Put(part);
        }

        lock (gate)
        {
            isLoaded = true;
        }
    }

    private void Change(List<PageChange> changes)
    {
        changes.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        var grown = 0L;
        lock (gate)
        {
            for (var i = 0; i < changes.Count;)
            {
                var page = PageOf(changes[i].Key);
                var count = 1;
                while (i + count < changes.Count && (page + 1 == pages.Count || changes[i + count].Key < pages[page + 1].From))
                {
                    count++;
                }

                grown += Change(page, CollectionsMarshal.AsSpan(changes).Slice(i, count));
                i += count;
            }
        }

        cache.Grow(grown);
    }

    private long Change(int index, ReadOnlySpan<PageChange> changes)
    {
        var before = pages[index].Bytes;
        var after = pages[index].With(changes);
        pages.RemoveAt(index);
        pages.InsertRange(index, after);
        return after.Sum(static page => page.Bytes) - before;
    }

    private int PageOf(UInt128 key)
    {
        var (from, to) = (0, pages.Count - 1);
        while (from < to)
        {
            var middle = (from + to + 1) / 2;
            (from, to) = pages[middle].From <= key ? (middle, to) : (from, middle - 1);
        }

        return from;
    }
}
