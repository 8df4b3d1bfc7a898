using ExposurePipeline.Exposure.Decisions;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>What a recommendation message says; see <c>recommendation.schema.json</c>.</summary>
/// <param name="Recommendation"><see cref="RecommendationMessage.Id"/>.</param>
/// <param name="Title">As Defender titles it.</param>
/// <param name="DeviceId">The device.</param>
/// <param name="DeviceName">Its name, where the inventory told it.</param>
/// <param name="Change">What happened.</param>
/// <param name="Number">1 for the first time it was raised for the device, and so on.</param>
/// <param name="State">The device's state now.</param>
/// <param name="Steps">What to do; none when resolved.</param>
/// <param name="Evidence">What it is about, newest first, at most <see cref="EvidenceView.Limit"/>.</param>
public sealed record RecommendationData(
    string Recommendation, string Title, string DeviceId, string? DeviceName, RecommendationChangeKind Change, int Number, ExposureState State,
    IReadOnlyList<Step> Steps, IReadOnlyList<EvidenceView> Evidence);

/// <summary>A CloudEvents 1.0 envelope in structured JSON.</summary>
/// <param name="Specversion"><c>1.0</c>.</param>
/// <param name="Id">Derived id, unique with <paramref name="Source"/>.</param>
/// <param name="Source"><c>/tenants/{tenant}</c>.</param>
/// <param name="Type">For example <c>exposure.recommendation.raised</c>.</param>
/// <param name="Subject"><c>/devices/{id}</c>.</param>
/// <param name="Time">When it was decided, UTC.</param>
/// <param name="Datacontenttype"><c>application/json</c>.</param>
/// <param name="Dataschema">Names schema and version of <paramref name="Data"/>.</param>
/// <param name="Data">The payload.</param>
public sealed record RecommendationEvent(
    string Specversion, string Id, string Source, string Type, string Subject, DateTime Time, string Datacontenttype, string Dataschema, RecommendationData Data);
