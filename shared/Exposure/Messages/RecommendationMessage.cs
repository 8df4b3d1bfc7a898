using System.Text.Json;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>Recommendations as messages on topic <c>recommendations</c>.</summary>
public static class RecommendationMessage
{
    /// <summary>Identifies the recommendation among others.</summary>
    public const string Id = "reduce-inbound-internet-exposure";

    /// <summary>Defender's title, of June 2026.</summary>
    public const string Title = "Reduce unnecessary inbound internet exposure on internet-facing devices";

    /// <summary>The schema of the body; the file <c>recommendation.schema.json</c> bears it as <c>$id</c>.</summary>
    public const string Schema = "urn:exposure-pipeline:schema:recommendation:1";

    /// <summary>The message of one change.</summary>
    public static OutboxMessage Create(RecommendationChange change, Occasion occasion)
    {
        var id = MessageIds.Recommendation(change);
        var body = new RecommendationEvent(
            "1.0", id, $"/tenants/{Uri.EscapeDataString(change.Device.Tenant.Value)}", $"exposure.recommendation.{Name(change.Kind)}",
            $"/devices/{Uri.EscapeDataString(change.Device.Key)}", change.At.UtcDateTime, "application/json", Schema,
            new(Id, Title, change.Device.Key, change.State.Profile?.Value.Name, change.Kind, change.Number, change.Exposure.State,
                [.. change.Steps.Take(EvidenceView.Limit)], EvidenceView.Of(change.Exposure.Open, change.Exposure.Configured, occasion.Policy)));
        return new(
            id, Channel.Recommendations, change.Device, JsonSerializer.SerializeToUtf8Bytes(body, ExposureJson.Relaxed.RecommendationEvent),
            Properties(change, occasion), occasion.Now, occasion.Enqueued)
        {
            EventTime = change.At,
        };
    }

    /// <summary>As it stands in types and properties.</summary>
    public static string Name(RecommendationChangeKind kind) => kind switch
    {
        RecommendationChangeKind.Raised => "raised",
        RecommendationChangeKind.Updated => "updated",
        _ => "resolved",
    };

    private static Dictionary<string, string> Properties(RecommendationChange change, Occasion occasion)
    {
        var properties = new Dictionary<string, string>
        {
            ["tenantId"] = change.Device.Tenant.Value,
            ["deviceId"] = change.Device.Key,
            ["change"] = Name(change.Kind),
            ["recommendation"] = Id,
            ["state"] = change.Exposure.State.ToString(),
            ["transport"] = string.Join(',', change.Steps.Select(s => s.Transport).Distinct().Order()),
            ["cloud"] = "",
        };
        if (occasion.TraceParent is { } traceParent)
        {
            properties["traceparent"] = traceParent;
        }

        return properties;
    }
}
