using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What happened to a tag.</summary>
public enum TagChangeKind
{
    /// <summary>The device became internet-facing.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>It no longer is.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It still is, and another evidence became known.</summary>
    [JsonStringEnumMemberName("evidence-changed")]
    EvidenceChanged,
}

/// <summary>Why a tag went.</summary>
public enum RemovalCause
{
    /// <summary>Nothing was seen for the window.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>The device was merged into another one.</summary>
    [JsonStringEnumMemberName("merged")]
    Merged,

    /// <summary>An operator approved a report that it does not count.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>The device left the organisation's care.</summary>
    [JsonStringEnumMemberName("offboarded")]
    Offboarded,

    /// <summary>What answered turned out to be another device's: this one only passes it on.</summary>
    [JsonStringEnumMemberName("reattributed")]
    Reattributed,
}

/// <summary>A change of one device's tag.</summary>
/// <param name="Device">Which device.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Cause">Why it went; null unless removed.</param>
/// <param name="Episode">1 for the first time the device was flagged, and so on.</param>
/// <param name="At">The effective moment: of the first evidence of the episode, of the expiry, of the merge, or of the new evidence, UTC.</param>
/// <param name="Status">The status around the change: of a removed tag the last one it had.</param>
/// <param name="Evidence">What the change is about: all in force, all that expired, or the new one.</param>
/// <param name="State">The state that justified it.</param>
public sealed record TagChange(
    EntityId Device, TagChangeKind Kind, RemovalCause? Cause, int Episode, DateTimeOffset At, TagStatus Status,
    IReadOnlyList<KnownEvidence> Evidence, DeviceState State);
