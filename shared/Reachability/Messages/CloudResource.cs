using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>A resource of a cloud as HTTP clients see it.</summary>
public record CloudResource
{
    /// <summary>Its key: 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>As its cloud names it.</summary>
    public required string ResourceId { get; init; }

    /// <summary>What people call it; null where it has no name besides its id.</summary>
    public string? Name { get; init; }

    /// <summary>Whose.</summary>
    public Cloud Cloud { get; init; }

    /// <summary>The cloud's own name of its type.</summary>
    public string Type { get; init; } = "";

    /// <summary>Of an asset: as Defender for Cloud groups it, for example <c>Databases</c>.</summary>
    public string? Category { get; init; }

    /// <summary>Of an asset: what people call such ones, for example <c>Azure VM</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether its exposure is judged; other resources only decide about assets.</summary>
    public bool IsAsset { get; init; }

    /// <summary>Whether its body was read; if not, what depends on it is unknown.</summary>
    public bool IsRead { get; init; }

    /// <summary>Of an asset: what was observed and what is configured, together.</summary>
    public ExposureVerdict? Verdict { get; init; }

    /// <summary>Of an asset: what its configuration says; null where it is not judged yet.</summary>
    public VerdictStatus? ConfiguredStatus { get; init; }

    /// <summary>From how much of the internet, where something certainly gets in.</summary>
    public Width? Width { get; init; }

    /// <summary>Of storage: whether anyone may read without signing in.</summary>
    public PublicAccess? PublicAccess { get; init; }

    /// <summary>Of storage: whether its public side is on, however narrow.</summary>
    public VerdictStatus? Exposed { get; init; }

    /// <summary>Ports that the configuration lets the internet reach for certain, as people write them: <c>tcp/22</c>.</summary>
    public IReadOnlyList<string> ReachablePorts { get; init; } = [];

    /// <summary>Public addresses and host names of the open ways.</summary>
    public IReadOnlyList<string> Entrances { get; init; } = [];

    /// <summary>Whether something of it could not be read.</summary>
    public bool HasProblems { get; init; }

    /// <summary>When it became so, by the cloud's clock; where the source did not say, when it was heard, UTC.</summary>
    public DateTime LastChanged { get; init; }

    /// <summary>When its configured status became what it is, UTC.</summary>
    public DateTime? Judged { get; init; }

    /// <summary>The view of a resource.</summary>
    /// <param name="stored">What is configured.</param>
    /// <param name="device">The device that the asset is, where one is exposed; null where none is.</param>
    public static CloudResource Of(StoredResource stored, Machine? device)
    {
        var (kind, verdict) = (AssetTypes.Of(stored.Id.Cloud, stored.Type), stored.Verdict);
        var isAsset = kind is not null || verdict is not null;
        return new()
        {
            Id = ResourceKey.Of(stored.Id).Text,
            ResourceId = stored.Id.Text,
            Name = stored.Name.Length > 0 ? stored.Name : null,
            Cloud = stored.Id.Cloud,
            Type = stored.Type,
            Category = kind?.Category,
            Kind = kind?.Name,
            IsAsset = isAsset,
            IsRead = stored.Kind is ChangeKind.Present,
            Verdict = isAsset ? AssetVerdict.Of(verdict, device) : null,
            ConfiguredStatus = verdict?.Status,
            Width = verdict?.Width,
            PublicAccess = verdict?.Access,
            Exposed = verdict?.Exposed,
            ReachablePorts = verdict?.Reachable ?? [],
            Entrances = verdict?.Entrances ?? [],
            HasProblems = stored.Problems.Count > 0,
            LastChanged = (stored.Version ?? stored.Heard).UtcDateTime,
            Judged = verdict?.Judged.UtcDateTime,
        };
    }
}
