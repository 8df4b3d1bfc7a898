using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Ids of messages, derived from what they are about: a repetition has the same id, so duplicate detection works.</summary>
/// <remarks>Tenant and device enter as 128 bits of hash, as both together may be longer than the 128 characters of a message id.</remarks>
public static class MessageIds
{
    /// <summary>One per device and episode.</summary>
    public static string Added(EntityId device, int episode) => Text($"added-{Name(device)}-{episode}");

    /// <summary>One per device and episode.</summary>
    public static string Removed(EntityId device, int episode) => Text($"removed-{Name(device)}-{episode}");

    /// <summary>One per device and evidence.</summary>
    public static string EvidenceChanged(EntityId device, EvidenceKey key) => Text($"evidence-{Name(device)}-{StableHashes.Of(key):x16}");

    /// <summary>One per device, time it was raised, and for an update its steps.</summary>
    public static string Recommendation(RecommendationChange change) => change.Kind switch
    {
        RecommendationChangeKind.Raised => Text($"recommended-{Name(change.Device)}-{change.Number}"),
        RecommendationChangeKind.Updated => Text($"recommended-{Name(change.Device)}-{change.Number}-{change.Fingerprint}"),
        _ => Text($"resolved-{Name(change.Device)}-{change.Number}"),
    };

    /// <summary>One per addressee and content.</summary>
    public static string Signal(EntityId target, ReadOnlySpan<byte> body) => Text($"signal-{Name(target)}-{StableHash.Of(body):x16}");

    private static string Name(EntityId entity) =>
        Text($"{StableHash.Of(entity.Tenant.Value, entity.Name):x16}{StableHash.Of(entity.Name, entity.Tenant.Value):x16}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
