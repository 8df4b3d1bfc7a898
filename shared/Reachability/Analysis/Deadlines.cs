using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Until when verdicts hold.</summary>
internal sealed class Deadlines
{
    private readonly Dictionary<ResourceId, DateTimeOffset> moments = [];
    private readonly SortedDictionary<DateTimeOffset, HashSet<ResourceId>> assets = [];

    /// <summary>The first of them; null where there is none.</summary>
    public DateTimeOffset? First => assets.Count == 0 ? null : assets.First().Key;

    /// <summary>The assets whose verdicts hold no longer than until a moment.</summary>
    public IEnumerable<ResourceId> Until(DateTimeOffset moment) => assets.TakeWhile(each => each.Key <= moment).SelectMany(static each => each.Value);

    /// <summary>An asset's verdict holds until then, or until something changes.</summary>
    public void Set(ResourceId asset, DateTimeOffset? moment)
    {
        if (moments.Remove(asset, out var known) && assets[known].Remove(asset) && assets[known].Count == 0)
        {
            assets.Remove(known);
        }

        if (moment is { } until)
        {
            moments[asset] = until;
            assets.TryAdd(until, []);
            assets[until].Add(asset);
        }
    }
}
