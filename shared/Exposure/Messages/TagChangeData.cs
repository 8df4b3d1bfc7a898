using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>A reason with its sentence.</summary>
/// <param name="Reason">Defender's raw value.</param>
/// <param name="Text">The sentence for people.</param>
public sealed record ReasonView(Reason Reason, string Text);

/// <summary>What a tag-change message says; see <c>tag-change.schema.json</c>.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="DeviceName">Its name, where the inventory told it.</param>
/// <param name="Change">What happened.</param>
/// <param name="Cause">Why the tag went; null unless removed.</param>
/// <param name="MergedIntoDeviceId">The device that inherited this one.</param>
/// <param name="IsInternetFacing">Whether the device carries the tag after the change.</param>
/// <param name="Episode">1 for the first time the device was flagged, and so on.</param>
/// <param name="Reasons">The reasons in force; of a removed tag, the last ones.</param>
/// <param name="FirstSeen">Earliest sighting of what is, or was last, in force, UTC.</param>
/// <param name="LastSeen">Latest sighting, UTC.</param>
/// <param name="ExpiresAt">The first moment without the tag unless seen again, UTC.</param>
/// <param name="EvidenceCount">How many pieces of evidence the change is about; may exceed those listed.</param>
/// <param name="Evidence">They, newest first, at most <see cref="EvidenceView.Limit"/>.</param>
public sealed record TagChangeData(
    string DeviceId, string? DeviceName, TagChangeKind Change, RemovalCause? Cause, string? MergedIntoDeviceId, bool IsInternetFacing, int Episode,
    IReadOnlyList<ReasonView> Reasons, DateTime? FirstSeen, DateTime? LastSeen, DateTime? ExpiresAt, int EvidenceCount,
    IReadOnlyList<EvidenceView> Evidence);

/// <summary>A CloudEvents 1.0 envelope in structured JSON.</summary>
/// <param name="Specversion"><c>1.0</c>.</param>
/// <param name="Id">Derived id, unique with <paramref name="Source"/>.</param>
/// <param name="Source"><c>/tenants/{tenant}</c>.</param>
/// <param name="Type">For example <c>exposure.tag.added</c>.</param>
/// <param name="Subject"><c>/devices/{id}</c>.</param>
/// <param name="Time">The effective moment, UTC.</param>
/// <param name="Datacontenttype"><c>application/json</c>.</param>
/// <param name="Dataschema">Names schema and version of <paramref name="Data"/>.</param>
/// <param name="Data">The payload.</param>
public sealed record TagChangeEvent(
    string Specversion, string Id, string Source, string Type, string Subject, DateTime Time, string Datacontenttype, string Dataschema, TagChangeData Data);
