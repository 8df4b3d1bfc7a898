using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>What would become of the verdicts if some resources changed; nothing is different until it is accepted.</summary>
public sealed class Proposal
{
    internal Proposal(Overlay overlay, IReadOnlyList<Judged> judged, IReadOnlyDictionary<ResourceId, Known> heard, IReadOnlyList<VerdictChange> changes) =>
        (Overlay, Judged, Heard, Changes) = (overlay, judged, heard, changes);

    /// <summary>The verdicts that would become different, ordered by asset.</summary>
    public IReadOnlyList<VerdictChange> Changes { get; }

    /// <summary>How many assets were looked at: those whose verdicts had asked for something that changes.</summary>
    public int Examined => Judged.Count;

    internal Overlay Overlay { get; }

    internal IReadOnlyList<Judged> Judged { get; }

    internal IReadOnlyDictionary<ResourceId, Known> Heard { get; }
}

/// <summary>An asset, its verdict, and what that verdict asked.</summary>
/// <param name="Asset">Which.</param>
/// <param name="Verdict">Null when it is no asset, or gone.</param>
/// <param name="Asked">What was asked.</param>
internal sealed record Judged(ResourceId Asset, Verdict? Verdict, IReadOnlyCollection<Question> Asked);
