using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>
/// The remote addresses of every evidence of a batch in one table, each evidence's in the order of arrival. A set for each evidence would
/// allocate more than all the rest of the batch; this one serves batch after batch.
/// </summary>
internal sealed class RemoteSets
{
    private const int MostKept = 1 << 16; // 2 MB; a larger table is one batch's only

    private static RemoteSets? _spare;

    private int[] _buckets = new int[64];
    private Entry[] _entries = new Entry[64];
    private int _count;

    /// <summary>An empty table.</summary>
    public static RemoteSets Rent() => Interlocked.Exchange(ref _spare, null) ?? new();

    /// <summary>Gives the table back; nothing that was made with it may use it any more.</summary>
    public void Return()
    {
        Array.Clear(_buckets);
        _count = 0;
        if (_entries.Length <= MostKept)
        {
            Volatile.Write(ref _spare, this);
        }
    }

    /// <summary>Adds an address to a set, unless it is there.</summary>
    public void Add(ref RemoteSet set, IpAddress remote)
    {
        if (set.Count == 0)
        {
            var first = Append(_count + 1, remote);
            set = new(first, first, 1);
        }
        else if (!Contains(set.First, remote))
        {
            var next = Append(set.First, remote);
            _entries[set.Last - 1].Next = next;
            set = new(set.First, next, set.Count + 1);
        }
    }

    /// <summary>The addresses of a set.</summary>
    public IpAddress[] ToArray(RemoteSet set)
    {
        var remotes = new IpAddress[set.Count];
        for (var (i, entry) = (0, set.First); i < remotes.Length; i++, entry = _entries[entry - 1].Next)
        {
            remotes[i] = new(_entries[entry - 1].Bits, _entries[entry - 1].IsV4);
        }

        return remotes;
    }

    private bool Contains(int set, IpAddress remote)
    {
        for (var i = Bucket(set, remote.Bits); i > 0; i = _entries[i - 1].NextInBucket)
        {
            ref readonly var entry = ref _entries[i - 1];
            if (entry.Bits == remote.Bits && entry.Set == set && entry.IsV4 == remote.IsV4)
            {
                return true;
            }
        }

        return false;
    }

    private int Append(int set, IpAddress remote)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        ref var bucket = ref Bucket(set, remote.Bits);
        _entries[_count] = new() { Bits = remote.Bits, IsV4 = remote.IsV4, Set = set, NextInBucket = bucket };
        return bucket = ++_count;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _count * 2);
        _buckets = new int[_entries.Length];
        for (var i = 0; i < _count; i++)
        {
            ref var bucket = ref Bucket(_entries[i].Set, _entries[i].Bits);
            (_entries[i].NextInBucket, bucket) = (bucket, i + 1);
        }
    }

    // HashCode is seeded anew in every process: no sender can choose addresses that collide.
    private ref int Bucket(int set, UInt128 bits) => ref _buckets[HashCode.Combine(set, bits) & (_buckets.Length - 1)];

    // Numbers of entries count from 1, so that 0 is none.
    private struct Entry
    {
        public UInt128 Bits;
        public int Set;
        public int Next;
        public int NextInBucket;
        public bool IsV4;
    }
}

/// <summary>A set in <see cref="RemoteSets"/>; empty at first.</summary>
/// <param name="First">Its first entry, by whose number it is known.</param>
/// <param name="Last">Its last.</param>
/// <param name="Count">How many it has.</param>
internal readonly record struct RemoteSet(int First, int Last, int Count);
