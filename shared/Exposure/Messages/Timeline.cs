using System.Text.Json.Serialization;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>What happened to a device, and all evidence of it that is kept.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="From">How far back it reaches, UTC.</param>
/// <param name="To">The moment of asking, UTC.</param>
/// <param name="Evidence">All evidence of that time, in force or not, newest first: in force is what expires after <paramref name="To"/>.</param>
/// <param name="Value">What happened, newest first.</param>
/// <param name="NextLink">Where older entries are; null when these are all that were asked for.</param>
public sealed record Timeline(
    string DeviceId, DateTime From, DateTime To, IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<TimelineEntry> Value,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink);
