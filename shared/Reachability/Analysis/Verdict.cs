using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Whether the internet reaches an asset, or a port of it, by configuration.</summary>
public enum VerdictStatus
{
    /// <summary>By none of the ways that there are; all of them were read.</summary>
    NotReachable,

    /// <summary>Not by any way that was read, but something that decides was not read.</summary>
    Unknown,

    /// <summary>By at least one way.</summary>
    Reachable,
}

/// <summary>What an asset's configuration says about it.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Paths">Every way in that the configuration knows, open or not.</param>
/// <param name="Missing">What was not read and would have to be, apart from what the paths say; then absence of a path proves nothing.</param>
public sealed record Verdict(ResourceId Asset, IReadOnlyList<Path> Paths, IReadOnlyList<string> Missing)
{
    /// <summary>What gets through by any way, as the client addresses it.</summary>
    public Reach Reach { get; } = Paths.Aggregate(Reach.None, static (all, path) => all.Union(path.Reach));

    /// <summary>One of two facts that network paths do not tell of storage: whether anyone may read without signing in; null where the kind of asset has no such thing.</summary>
    public PublicAccess? Access { get; init; }

    /// <summary>
    /// The other: whether the public side of storage is on, however narrow, as Defender for Cloud's rule for "exposed to the internet" says; null where the
    /// kind of asset has no such thing.
    /// </summary>
    public VerdictStatus? Exposed { get; init; }

    /// <summary>The first moment at which time alone may change it; null where nothing that decides has an end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>For the asset as a whole.</summary>
    public VerdictStatus Status =>
        !Reach.Certain.IsEmpty ? VerdictStatus.Reachable
        : !Reach.Possible.IsEmpty || Missing.Count > 0 ? VerdictStatus.Unknown
        : VerdictStatus.NotReachable;

    /// <summary>For one port.</summary>
    public VerdictStatus At(Family family, int protocol, int port) =>
        !Reach.Certain.Sources(family, protocol, port).IsEmpty ? VerdictStatus.Reachable
        : !Reach.Possible.Sources(family, protocol, port).IsEmpty || Missing.Count > 0 ? VerdictStatus.Unknown
        : VerdictStatus.NotReachable;

    /// <summary>Whether the other comes to the same in every flow and for the same reasons, told in the same words.</summary>
    public bool SaysTheSameAs(Verdict other) =>
        Asset == other.Asset && Access == other.Access && Exposed == other.Exposed && Reach == other.Reach && Explanation.Of(this) == Explanation.Of(other);

    /// <summary>From how much of the internet; null when nothing gets through for certain.</summary>
    public Width? WidthFor(InternetSources internet)
    {
        var boxes = Reach.Certain.Boxes.ToArray();
        return boxes.Length == 0 ? null
            : Array.Exists(boxes, box => internet.IsWide(box.Family, box.Sources)) ? Width.Wide
            : Array.TrueForAll(boxes, box => box.Sources.Except(internet.Trusted.Of(box.Family)).IsEmpty) ? Width.Trusted
            : Width.Narrow;
    }
}
