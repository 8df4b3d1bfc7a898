using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>What is known of an organisation's clouds and the verdict of every asset, kept up to date change by change. One writer at a time.</summary>
/// <remarks>
/// A verdict is looked at again when something changes that it asked for, or asked for in vain. So a changed rule costs as much as the assets
/// behind it, and the answer is the one that a new assessment of everything would give.
/// </remarks>
/// <param name="internet">Who counts as the internet.</param>
/// <param name="read">Understands a body; null for what says nothing about exposure.</param>
/// <param name="analyse">The verdict of a resource at a time; null when it is no asset.</param>
public sealed class Assessment(
    InternetSources internet, Func<ResourceChange, Resource?> read, Func<Resource, IEstate, DateTimeOffset, InternetSources, Verdict?> analyse)
{
    private const int Few = 1000;

    private readonly Estate estate = new();
    private readonly Dictionary<ResourceId, Known> heard = [];
    private readonly SortedDictionary<string, Verdict> verdicts = new(StringComparer.Ordinal);
    private readonly Dependencies dependencies = new();
    private readonly Deadlines deadlines = new();

    /// <summary>With the readers and the kinds of assets that there are.</summary>
    public Assessment(InternetSources internet)
        : this(internet, Clouds.Read, AssetKinds.Analyse)
    {
    }

    /// <summary>Every verdict, ordered by asset.</summary>
    public IReadOnlyCollection<Verdict> Verdicts => verdicts.Values;

    /// <summary>Everything that was read.</summary>
    public IEstate Estate => estate;

    /// <summary>The first moment at which time alone may change a verdict: whatever is proposed from then on has those assets judged again.</summary>
    public DateTimeOffset? Due => deadlines.First;

    /// <summary>The verdict of an asset; null when there is no such asset.</summary>
    public Verdict? Find(ResourceId asset) => verdicts.GetValueOrDefault(Key(asset));

    /// <summary>What would become of the verdicts. Late and repeated changes of a resource are left out, by its version.</summary>
    /// <param name="changes">In any order.</param>
    /// <param name="at">What time it is.</param>
    public Proposal Propose(IEnumerable<ResourceChange> changes, DateTimeOffset at)
    {
        var news = new Dictionary<ResourceId, News>();
        foreach (var change in changes)
        {
            var isKnown = news.TryGetValue(change.Id, out var newer);
            var (known, before) = isKnown ? newer : new(heard.GetValueOrDefault(change.Id), estate.Find<Resource>(change.Id));
            if ((!isKnown && !heard.ContainsKey(change.Id)) || known.IsOutdatedBy(change))
            {
                news[change.Id] = Understand(change, before);
            }
            else if (known.IsCopiedBy(change) && Contradicting(before, change) is { } both)
            {
                news[change.Id] = new(known with { IsContradicted = true }, both);
            }
        }

        return Suppose(news, at);
    }

    /// <summary>What would become of the verdicts if the resources were so, whatever their versions say.</summary>
    /// <param name="changes">One of a resource.</param>
    /// <param name="at">What time it is.</param>
    public Proposal Suppose(IEnumerable<ResourceChange> changes, DateTimeOffset at) =>
        Suppose(changes.ToDictionary(static change => change.Id, change => Understand(change, estate.Find<Resource>(change.Id))), at);

    /// <summary>Makes it so.</summary>
    /// <param name="proposal">Of this assessment, with nothing accepted since it was made.</param>
    public void Accept(Proposal proposal)
    {
        proposal.Overlay.Commit();
        foreach (var (id, known) in proposal.Heard)
        {
            heard[id] = known;
        }

        foreach (var judged in proposal.Judged)
        {
            Keep(judged);
        }
    }

    private Proposal Suppose(Dictionary<ResourceId, News> news, DateTimeOffset at)
    {
        var overlay = new Overlay(estate, news.ToDictionary(static each => each.Key, static each => each.Value.Resource));
        var judged = Each(dependencies.On(overlay.Touched).Union(news.Keys).Union(deadlines.Until(at)).ToList(), asset => Judge(asset, overlay, at));
        return new(overlay, judged, news.ToDictionary(static each => each.Key, static each => each.Value.Known), [.. Differences(judged)]);
    }

    // Verdicts do not depend on each other; a few are told sooner than threads are found for them.
    private static List<Judged> Each(List<ResourceId> assets, Func<ResourceId, Judged> judge) => assets.Count < Few
        ? assets.ConvertAll(asset => judge(asset))
        : [.. assets.AsParallel().AsOrdered().Select(judge)];

    // At once, so that no body is kept: the text of an estate is several times as large as what it says about exposure.
    private News Understand(ResourceChange change, Resource? before) => new(new(change.Kind, change.Version), change.Kind switch
    {
        ChangeKind.Present => read(change),
        ChangeKind.Unread => new UnreadResource(change.Id, change.Type) { Copies = CopiesOf(before) },
        _ => null,
    });

    // What an unread resource named before is remembered: by that, what depends on it is found.
    private static IReadOnlyList<Resource> CopiesOf(Resource? before) => before switch
    {
        null => [],
        UnreadResource unread => unread.Copies,
        var known => [known],
    };

    private UnreadResource? Contradicting(Resource? known, ResourceChange copy) =>
        known is not null && read(copy) is { } other ? Contradiction.Between(known, other, copy) : null;

    private Judged Judge(ResourceId asset, Overlay overlay, DateTimeOffset at)
    {
        var reading = new Reading(overlay);
        var verdict = overlay.Find<Resource>(asset) is { } resource ? analyse(resource, reading, at, internet) : null;
        return verdict is null ? new(asset, null, []) : new(asset, verdict, [.. reading.Questions, new(asset, IsNaming: false)]);
    }

    private IEnumerable<VerdictChange> Differences(IEnumerable<Judged> judged) =>
        from each in judged
        let before = Find(each.Asset)
        where (before is null) != (each.Verdict is null) || (before is not null && each.Verdict is not null && !before.SaysTheSameAs(each.Verdict))
        orderby each.Asset.Text
        select new VerdictChange(each.Asset, before, each.Verdict);

    private void Keep(Judged judged)
    {
        if (judged.Verdict is null)
        {
            verdicts.Remove(Key(judged.Asset));
            dependencies.Remove(judged.Asset);
            deadlines.Set(judged.Asset, null);
        }
        else
        {
            verdicts[Key(judged.Asset)] = judged.Verdict;
            dependencies.Set(judged.Asset, judged.Asked);
            deadlines.Set(judged.Asset, judged.Verdict.Until);
        }
    }

    private static string Key(ResourceId asset) => $"{(int)asset.Cloud}{asset.Text}";

    private readonly record struct News(Known Known, Resource? Resource);
}
