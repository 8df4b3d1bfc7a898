using System.Globalization;
using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What happened to a recommendation.</summary>
public enum RecommendationChangeKind
{
    /// <summary>There is something to do.</summary>
    [JsonStringEnumMemberName("raised")]
    Raised,

    /// <summary>There still is, and the steps are others.</summary>
    [JsonStringEnumMemberName("updated")]
    Updated,

    /// <summary>Nothing is left to do.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,
}

/// <summary>A change of a device's recommendation.</summary>
/// <param name="Device">Which device.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Number">1 for the first time it was raised, and so on.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Exposure">What it is about; of a resolved one, what is left.</param>
/// <param name="Steps">What to do; none when resolved.</param>
/// <param name="State">The state that justified it.</param>
public sealed record RecommendationChange(
    EntityId Device, RecommendationChangeKind Kind, int Number, DateTimeOffset At, DeviceExposure Exposure, IReadOnlyList<Step> Steps, DeviceState State)
{
    /// <summary>Identifies the steps.</summary>
    public string Fingerprint => Recommendations.Fingerprint(Steps);
}

/// <summary>When to recommend that a device's inbound internet exposure be reduced: as long as it has some that nobody accepted.</summary>
internal static class Recommendations
{
    /// <summary>The changes since what was last told, and what has been told once they are out.</summary>
    /// <param name="device">Which device.</param>
    /// <param name="state">Its state.</param>
    /// <param name="exposure">Its exposure now.</param>
    /// <param name="told">What was last told.</param>
    /// <param name="wentBetween">Whether the tag went and came back since: then the recommendation did too, whether or not a timer came by.</param>
    /// <param name="now">The moment of the decision, UTC.</param>
    public static (IReadOnlyList<RecommendationChange> Changes, Publication Published) Decide(
        EntityId device, DeviceState state, DeviceExposure exposure, Publication told, bool wentBetween, DateTimeOffset now)
    {
        var changes = new List<RecommendationChange>();
        if (wentBetween && told.IsRecommended)
        {
            changes.Add(new(device, RecommendationChangeKind.Resolved, told.Recommendation, now, DeviceExposure.None, [], state));
            told = told with { IsRecommended = false };
        }

        var (change, published) = Decide(device, state, exposure, told, now);
        return (change is null ? changes : [.. changes, change], published);
    }

    private static (RecommendationChange? Change, Publication Published) Decide(EntityId device, DeviceState state, DeviceExposure exposure, Publication told, DateTimeOffset now)
    {
        if (exposure.State is not ExposureState.Exposed)
        {
            return told.IsRecommended
                ? (new(device, RecommendationChangeKind.Resolved, told.Recommendation, now, exposure, [], state), told with { IsRecommended = false })
                : (null, told);
        }

        var steps = Step.For(exposure);
        var fingerprint = Fingerprint(steps);
        if (told.IsRecommended && told.Steps == fingerprint)
        {
            return (null, told);
        }

        var kind = told.IsRecommended ? RecommendationChangeKind.Updated : RecommendationChangeKind.Raised;
        var next = told with { IsRecommended = true, Recommendation = told.Recommendation + (told.IsRecommended ? 0 : 1), Steps = fingerprint };
        return (new(device, kind, next.Recommendation, now, exposure, steps, state), next);
    }

    public static string Fingerprint(IReadOnlyList<Step> steps) =>
        StableHash.Of(string.Join('\n', steps.Select(s => $"{s.Transport} {s.Port} {s.PublicPort} {s.Cause} {s.Text}"))).ToString("x16", CultureInfo.InvariantCulture);
}
