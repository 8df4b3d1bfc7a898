using ExposurePipeline.Hunting.Archive.Format;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>Events by partition, sequence number and time.</summary>
internal static class Covers
{
    /// <summary>Whether all of <paramref name="inner"/> is in <paramref name="outer"/>.</summary>
    public static bool Contains(this Cover outer, Cover inner)
        => outer.Partition == inner.Partition && outer.First <= inner.First && inner.Last <= outer.Last && outer.Earliest <= inner.Earliest && inner.Latest <= outer.Latest;

    /// <summary>Whether an event may be in both.</summary>
    public static bool Meets(this Cover one, Cover other)
        => one.Partition == other.Partition && one.First <= other.Last && other.First <= one.Last && one.Earliest <= other.Latest && other.Earliest <= one.Latest;

    /// <summary>Whether an event is in it.</summary>
    public static bool Has(this Cover cover, string partition, long sequence, long accepted)
        => cover.First <= sequence && sequence <= cover.Last && cover.Earliest <= accepted && accepted <= cover.Latest && cover.Partition == partition;

    /// <summary>All events of some covers in as few as can be. Those of a hub made anew, whose numbers begin again, stay apart by their time.</summary>
    public static IReadOnlyList<Cover> Joined(IEnumerable<Cover> covers)
    {
        var joined = new List<Cover>();
        foreach (var cover in covers.OrderBy(c => c.Partition, StringComparer.Ordinal).ThenBy(c => c.Earliest).ThenBy(c => c.First))
        {
            if (joined.Count > 0 && joined[^1] is var last && (last.Meets(cover) || last.IsFollowedBy(cover)))
            {
                joined[^1] = last with { First = Math.Min(last.First, cover.First), Last = Math.Max(last.Last, cover.Last), Latest = Math.Max(last.Latest, cover.Latest) };
            }
            else
            {
                joined.Add(cover);
            }
        }

        return joined;
    }

    private static bool IsFollowedBy(this Cover cover, Cover next)
        => cover.Partition == next.Partition && cover.Last + 1 == next.First && cover.Latest <= next.Earliest;
}
