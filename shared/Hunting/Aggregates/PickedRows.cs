using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>A row for each group, by its batch and its place there. A batch that no group has a row of is let go.</summary>
internal sealed class PickedRows
{
    private const int None = -1;
    private readonly List<Source> sources = [];
    private int[] sourceOf = [];
    private int[] rowOf = [];
    private int joinedFrom;

    /// <summary>How many groups there are.</summary>
    public int Count { get; private set; }

    public bool Has(int group) => sourceOf[group] != None;

    /// <summary>The number of the part that a group's row comes from.</summary>
    public int Part(int group) => sources[sourceOf[group]].Part;

    /// <summary>Goes on with a batch; groups are below <paramref name="count"/>.</summary>
    public void Begin(Batch batch, int part, int count)
    {
        Grow(count);
        sources.Add(new(batch, part));
    }

    public void Pick(int group, int row) => Put(group, sources.Count - 1, row);

    /// <summary>Ends a batch: what was read of it is read again at the end, for few rows.</summary>
    public void End()
    {
        var last = sources[^1];
        if (last.Groups == 0)
        {
            sources.RemoveAt(sources.Count - 1);
        }
        else
        {
            last.Rows = last.Rows!.Unread();
        }
    }

    /// <summary>Makes another's batches known, so that its rows can be taken.</summary>
    public void Join(PickedRows other)
    {
        joinedFrom = sources.Count;
        sources.AddRange(other.sources.Select(s => new Source(s.Rows, s.Part)));
    }

    /// <summary>Takes the row that a group of the other, joined last, has.</summary>
    public void Take(int group, PickedRows other, int theirs) => Put(group, joinedFrom + other.sourceOf[theirs], other.rowOf[theirs]);

    public void Grow(int count)
    {
        Count = Math.Max(Count, count);
        if (count > sourceOf.Length)
        {
            var from = sourceOf.Length;
            Array.Resize(ref sourceOf, Math.Max(count, from * 2));
            Array.Resize(ref rowOf, sourceOf.Length);
            Array.Fill(sourceOf, None, from, sourceOf.Length - from);
        }
    }

    /// <summary>The rows of all groups, batch by batch, and where each group's row is among them; -1 where it has none.</summary>
    public (IReadOnlyList<Batch> Batches, int[] Places) Gather(int count)
    {
        var groups = Enumerable.Range(0, count).Where(Has).ToArray();
        var keys = Array.ConvertAll(groups, group => ((long)sourceOf[group] << 32) | (uint)rowOf[group]);
        Array.Sort(keys, groups);
        var places = new int[count];
        Array.Fill(places, None);
        for (var i = 0; i < groups.Length; i++)
        {
            places[groups[i]] = i;
        }

        return ([.. keys.GroupBy(key => (int)(key >> 32)).Select(s => sources[s.Key].Rows!.Take([.. s.Select(key => (int)key)]))], places);
    }

    private void Put(int group, int source, int row)
    {
        var before = sourceOf[group];
        if (before != source)
        {
            sources[source].Groups++;
            sourceOf[group] = source;
            if (before != None && --sources[before].Groups == 0)
            {
                sources[before].Rows = null;
            }
        }

        rowOf[group] = row;
    }

    private sealed class Source(Batch? rows, int part)
    {
        public Batch? Rows { get; set; } = rows;

        public int Part { get; } = part;

        public int Groups { get; set; }
    }
}
