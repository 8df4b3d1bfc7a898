using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Messages;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>A resource with both sides of what is known of it: what is configured, and what was observed.</summary>
public sealed record CloudResourceDetail : CloudResource
{
    /// <param name="resource">What listings tell of it.</param>
    [SetsRequiredMembers]
    public CloudResourceDetail(CloudResource resource)
        : base(resource)
    {
    }

    /// <summary>What could not be read of it, one sentence each.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Of an asset: its verdict in a sentence.</summary>
    [JsonPropertyOrder(1)]
    public string? Explanation { get; init; }

    /// <summary>The configured side; null where it is no asset, or not judged yet.</summary>
    [JsonPropertyOrder(1)]
    public VerdictView? Configured { get; init; }

    /// <summary>The observed side; null where nothing was ever heard of such a device.</summary>
    [JsonPropertyOrder(1)]
    public ObservedSide? Observed { get; init; }
}

/// <summary>What was observed of an asset.</summary>
/// <param name="DeviceId">The device that it is; see <c>/api/machines/{id}</c>.</param>
/// <param name="ComputerDnsName">The device's name.</param>
/// <param name="IsInternetFacing">Whether evidence is in force.</param>
/// <param name="LastSeen">Latest counting sighting, in force or not, UTC.</param>
/// <param name="ExpiresAt">The first moment without evidence in force unless seen again, UTC.</param>
/// <param name="Evidence">The newest evidence in force.</param>
/// <param name="AcceptedEvidence">The newest evidence that would be in force, had nobody accepted it.</param>
public sealed record ObservedSide(
    string DeviceId, string? ComputerDnsName, bool IsInternetFacing, DateTime? LastSeen, DateTime? ExpiresAt, IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<EvidenceView> AcceptedEvidence)
{
    /// <summary>Of a device.</summary>
    public static ObservedSide Of(Machine device) => new(
        device.Id, device.ComputerDnsName, device.IsInternetFacing, device.InternetFacingLastSeen, device.InternetFacingExpiresAt, device.Evidence, device.AcceptedEvidence);
}
