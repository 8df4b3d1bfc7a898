using System.Text.Json;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>Tag changes as messages on topic <c>tag-changes</c>.</summary>
public static class TagChangeMessage
{
    /// <summary>The schema of the body; the file <c>tag-change.schema.json</c> bears it as <c>$id</c>.</summary>
    public const string Schema = "urn:exposure-pipeline:schema:tag-change:1";

    /// <summary>The message of one change.</summary>
    public static OutboxMessage Create(TagChange change, Occasion occasion)
    {
        var id = Id(change);
        var body = new TagChangeEvent(
            "1.0", id, $"/tenants/{Uri.EscapeDataString(change.Device.Tenant.Value)}", Type(change.Kind), $"/devices/{Uri.EscapeDataString(change.Device.Key)}",
            change.At.UtcDateTime, "application/json", Schema, Data(change, occasion.Policy));
        return new(
            id, Channel.TagChanges, change.Device, JsonSerializer.SerializeToUtf8Bytes(body, ExposureJson.Relaxed.TagChangeEvent),
            Properties(change, occasion), occasion.Now, occasion.Enqueued)
        {
            EventTime = change.At,
        };
    }

    private static string Id(TagChange change) => change.Kind switch
    {
        TagChangeKind.Added => MessageIds.Added(change.Device, change.Episode),
        TagChangeKind.Removed => MessageIds.Removed(change.Device, change.Episode),
        _ => MessageIds.EvidenceChanged(change.Device, change.Evidence[0].Key),
    };

    private static string Type(TagChangeKind kind) => kind switch
    {
        TagChangeKind.Added => "exposure.tag.added",
        TagChangeKind.Removed => "exposure.tag.removed",
        _ => "exposure.tag.evidence-changed",
    };

    private static TagChangeData Data(TagChange change, ExposurePolicy policy) => new(
        change.Device.Key, change.State.Profile?.Value.Name, change.Kind, change.Cause,
        change.Cause is RemovalCause.Merged ? change.State.MergedInto?.Value.Value : null,
        change.Kind is not TagChangeKind.Removed, change.Episode,
        [.. change.Status.Reasons.Select(r => new ReasonView(r, ReasonText.Of(r)))],
        change.Status.FirstSeen?.UtcDateTime, change.Status.LastSeen?.UtcDateTime, change.Status.ExpiresAt?.UtcDateTime,
        change.Evidence.Count, EvidenceView.Of(change.Evidence, change.State, policy));

    // For filters of subscriptions; values of several are joined by commas, so that LIKE '%PublicScan%' works.
    private static Dictionary<string, string> Properties(TagChange change, Occasion occasion)
    {
        var properties = new Dictionary<string, string>
        {
            ["tenantId"] = change.Device.Tenant.Value,
            ["deviceId"] = change.Device.Key,
            ["change"] = change.Kind switch { TagChangeKind.Added => "added", TagChangeKind.Removed => "removed", _ => "evidence-changed" },
            ["reasons"] = string.Join(',', change.Status.Reasons),
            ["transport"] = string.Join(',', change.Evidence.Select(e => e.Key.Transport).Distinct().Order()),
            ["cloud"] = "",
        };
        if (occasion.TraceParent is { } traceParent)
        {
            properties["traceparent"] = traceParent;
        }

        return properties;
    }
}
