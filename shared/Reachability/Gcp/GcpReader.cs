using ExposurePipeline.Reachability.Gcp.Compute;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.LoadBalancing;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Gcp.Projects;
using ExposurePipeline.Reachability.Gcp.Services;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp;

/// <summary>Google Cloud: Cloud Asset Inventory in all its forms, and what the services' APIs answer.</summary>
public sealed class GcpReader : ICloudReader
{
    private delegate Resource Reader(ResourceChange change);

    // By the collection in the name: asset types differ between global and regional resources of one kind, names do not.
    private static readonly Dictionary<string, Reader> Kinds = new(StringComparer.Ordinal)
    {
        ["instances"] = Instance.Read,
        ["instanceGroups"] = InstanceGroup.Read,
        ["instanceGroupManagers"] = ManagedInstanceGroup.Read,
        ["networks"] = VpcNetwork.Read,
        ["subnetworks"] = Subnetwork.Read,
        ["routes"] = Route.Read,
        ["firewalls"] = Firewall.Read,
        ["firewallPolicies"] = FirewallPolicy.Read,
        ["addressGroups"] = AddressGroup.Read,
        ["forwardingRules"] = ForwardingRule.Read,
        ["targetHttpProxies"] = TargetProxy.Read,
        ["targetHttpsProxies"] = TargetProxy.Read,
        ["targetGrpcProxies"] = TargetProxy.Read,
        ["targetTcpProxies"] = TargetProxy.Read,
        ["targetSslProxies"] = TargetProxy.Read,
        ["urlMaps"] = UrlMap.Read,
        ["backendServices"] = BackendService.Read,
        ["securityPolicies"] = SecurityPolicy.Read,
        ["networkEndpointGroups"] = NetworkEndpointGroup.Read,
        ["targetPools"] = TargetPool.Read,
        ["targetInstances"] = TargetInstance.Read,
    };

    /// <inheritdoc/>
    public Cloud Cloud => Cloud.Gcp;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Lists { get; } = ["assets", "results", "items", "clusters", "receivedMessages"];

    /// <inheritdoc/>
    public IEnumerable<ResourceChange> Changes(Body document) =>
        document.IsArray ? document.Items.SelectMany(Changes)
        : document["asset"].IsObject ? AssetRow.Temporal(document)
        : AssetRow.Is(document) ? AssetRow.Changes(document)
        : document["assets"] is { IsArray: true } assets ? assets.Items.SelectMany(Changes)
        : document["results"] is { IsArray: true } results ? results.Items.SelectMany(Changes)
        : document["message"]["data"].Exists || document["receivedMessages"].IsArray ? PushMessage.Unwrap(document).SelectMany(Changes)
        : document["headers"].IsObject && document["body"].IsObject ? RestResponse.Changes(document["body"])
        : RestResponse.Changes(document);

    /// <inheritdoc/>
    public Resource? Read(ResourceChange change) =>
        change.Kind is ChangeKind.Deleted || ReaderOf(change) is not { } reader ? null
        : change.Kind is ChangeKind.Unread ? new UnreadResource(change.Id, change.Type)
        : reader(change);

    private static Reader? ReaderOf(ResourceChange change) => change.Type switch
    {
        Ancestry.Type => Ancestry.Read,
        ProjectName.Type => ProjectName.Read,
        Membership.Type => Membership.Read,
        NetworkEndpoints.Type => NetworkEndpoints.Read,
        EffectivePolicies.Type => EffectivePolicies.Read,
        _ => IsOf(change.Id, "//compute.googleapis.com/") || IsOf(change.Id, "//networksecurity.googleapis.com/") ? Kinds.GetValueOrDefault(change.Id.Collection())
            : GcpServices.ReaderOf(change) is { } service ? new Reader(service)
            : null,
    };

    private static bool IsOf(ResourceId id, string service) => id.Text.StartsWith(service, StringComparison.Ordinal);
}
