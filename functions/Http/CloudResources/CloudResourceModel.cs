using ExposurePipeline.Reachability.Messages;
using static ExposurePipeline.Functions.Http.ResourceProperty<ExposurePipeline.Reachability.Messages.CloudResource>;

namespace ExposurePipeline.Functions.Http.CloudResources;

/// <summary>What queries may say of cloud resources.</summary>
internal static class CloudResourceModel
{
    public static ResourceModel<CloudResource> Create() => new("exposure", "resource", "resources", static r => r.Id,
    [
        Text("id", static r => r.Id),
        Text("resourceId", static r => r.ResourceId),
        Text("name", static r => r.Name),
        Text("cloud", static r => r.Cloud.ToString()),
        Text("type", static r => r.Type),
        Text("category", static r => r.Category),
        Text("kind", static r => r.Kind),
        Flag("isAsset", static r => r.IsAsset),
        Flag("isRead", static r => r.IsRead),
        Text("verdict", static r => r.Verdict?.ToString()),
        Text("configuredStatus", static r => r.ConfiguredStatus?.ToString()),
        Text("width", static r => r.Width?.ToString()),
        Text("publicAccess", static r => r.PublicAccess?.ToString()),
        Text("exposed", static r => r.Exposed?.ToString()),
        Texts("reachablePorts", static r => r.ReachablePorts),
        Texts("entrances", static r => r.Entrances),
        Flag("hasProblems", static r => r.HasProblems),
        Time("lastChanged", static r => r.LastChanged),
        Time("judged", static r => r.Judged),
    ]);
}
