using System.Globalization;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>Event Grid's events about resources, in its own schema and as CloudEvents.</summary>
/// <remarks>
/// Resource Notifications bring the body and are ordered by <c>resourceEventTime</c>, not by arrival ("Azure Resource Notifications – Resources events").
/// Events of the subscription's topic name the resource only ("Azure subscription as an Event Grid source"); failed and cancelled operations change nothing.
/// </remarks>
internal static class AzureEvent
{
    /// <summary>Whether a document is an event of Azure.</summary>
    public static bool IsOne(Body document) => document["data"].IsObject && TypeOf(document).StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase)
        && (document["eventTime"].Exists || document["specversion"].Exists || document["eventType"].Exists);

    /// <summary>What it tells.</summary>
    public static IEnumerable<ResourceChange> Changes(Body document)
    {
        var type = TypeOf(document);
        return Ends(type, "ResourceNotifications.Resources.CreatedOrUpdated") ? Written(document)
            : Ends(type, "ResourceNotifications.Resources.Deleted") ? Named(document, ChangeKind.Deleted)
            : Ends(type, "Resources.ResourceWriteSuccess") ? Named(document, ChangeKind.Unread)
            : Ends(type, "Resources.ResourceDeleteSuccess") ? Named(document, ChangeKind.Deleted)
            : [];
    }

    private static IEnumerable<ResourceChange> Written(Body document)
    {
        var body = document["data"]["resourceInfo"];
        var isWhole = body["properties"].Exists && ArmId.Of(body["id"].Text) is { } id && AzureKinds.Whose(id, ChangeKind.Present, null).Id == id;
        return isWhole ? AzureDocument.Changes(body, VersionOf(document)) : Named(document, ChangeKind.Unread);
    }

    private static ResourceChange[] Named(Body document, ChangeKind kind)
    {
        var data = document["data"];
        var name = data["resourceInfo"]["id"].Text ?? data["resourceUri"].Text ?? document["subject"].Text;
        return ArmId.IsResource(name) && ArmId.Of(name) is { } id ? [AzureKinds.Whose(id, kind, VersionOf(document))] : [];
    }

    private static DateTimeOffset? VersionOf(Body document)
    {
        var text = document["data"]["operationalInfo"]["resourceEventTime"].Text ?? document.Any("eventTime", "time").Text;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static string TypeOf(Body document) => document.Any("eventType", "type").Text ?? "";

    private static bool Ends(string type, string name) => type.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
}
