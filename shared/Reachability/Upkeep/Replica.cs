using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Upkeep;

/// <summary>An instance's copy of a tenant's assessment. One user at a time.</summary>
/// <param name="internet">Who counts as the internet.</param>
/// <param name="key">The same for the same internet.</param>
public sealed class Replica(InternetSources internet, string key)
{
    private readonly HashSet<ResourceId> untold = [];

    /// <summary>The assessment.</summary>
    public Assessment Assessment { get; } = new(internet);

    /// <summary>Who counts as the internet.</summary>
    public InternetSources Internet => internet;

    /// <summary>The same for the same internet.</summary>
    public string InternetKey => key;

    /// <summary>How far of the tenant's log it has come.</summary>
    public LogEnd End { get; set; }

    /// <summary>How often addresses are told anew to whom they lead: several times before they forget it.</summary>
    public TimeSpan Reminding { get; set; }

    /// <summary>Whether nothing of it was compared with what is kept: then every verdict that is kept has to be.</summary>
    public bool IsFresh { get; private set; } = true;

    /// <summary>Resources that were judged since their verdicts were last compared with what is kept.</summary>
    public IReadOnlyCollection<ResourceId> Untold => untold;

    /// <summary>Applies what was told, and judges what depends on it or on time.</summary>
    public void Advance(IEnumerable<ResourceChange> changes, DateTimeOffset at)
    {
        var proposal = Assessment.Propose(changes, at);
        untold.UnionWith(proposal.Judged.Select(static each => each.Asset));
        Assessment.Accept(proposal);
    }

    /// <summary>What is kept of these is what is said here.</summary>
    public void Told(IEnumerable<ResourceId> resources) => untold.ExceptWith(resources);

    /// <summary>Everything that is kept was looked at; what differed stays untold until it was told.</summary>
    /// <param name="gone">Assets that are kept and are none here.</param>
    public void Compared(IEnumerable<ResourceId> gone)
    {
        untold.UnionWith(gone);
        IsFresh = false;
    }
}
