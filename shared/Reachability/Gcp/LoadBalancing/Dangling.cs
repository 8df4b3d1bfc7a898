using ExposurePipeline.Reachability.Gcp.Compute;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>Frontends that lead to something unread, behind which an instance may stand.</summary>
internal static class Dangling
{
    /// <summary>What would have to be read before absence of a way through a load balancer proves anything.</summary>
    public static IEnumerable<string> MayHide(Instance instance, IEstate estate)
    {
        var project = $"//compute.googleapis.com/projects/{instance.Id.After("projects")}";
        var ofRegion = estate.Naming<ForwardingRule>(new(Cloud.Gcp, $"{project}/regions/{instance.Id.Region()}/forwardingRules"));
        var isSpare = Memberships.GroupsOf(instance, estate).Any(group => !estate.Naming<BackendService>(group).Any());
        var global = isSpare ? estate.Naming<ForwardingRule>(new(Cloud.Gcp, $"{project}/global/forwardingRules")) : [];
        return ofRegion.Concat(global)
            .Where(static rule => rule.IsExternal)
            .SelectMany(rule => Unread(rule, estate).Where(id => isSpare || NamesInstances(id)).Select(id => $"{id} was not read, to which {rule.Id} leads"));
    }

    /// <summary>Endpoint groups of the instance's zone whose endpoints were not listed: it may be one of them.</summary>
    public static IEnumerable<string> MayEndIn(Instance instance, IEstate estate) =>
        estate.Naming<NetworkEndpointGroup>(new(Cloud.Gcp, $"//compute.googleapis.com/projects/{instance.Id.After("projects")}/zones/{instance.Id.After("zones")}/networkEndpointGroups"))
            .Where(group => group.IsOfInstances && !estate.Naming<NetworkEndpoints>(group.Id).Any())
            .Where(group => estate.Naming<BackendService>(group.Id).Any(static service => service.Proxying is not Proxying.Internal))
            .Select(static group => $"the endpoints of {group.Id} were not listed, and a load balancer sends to them");

    // A pool and a target instance name instances themselves; a backend service names groups.
    private static bool NamesInstances(ResourceId id) => id.Collection() is "targetPools" or "targetInstances";

    private static IEnumerable<ResourceId> Unread(ForwardingRule rule, IEstate estate) => rule switch
    {
        { BackendService: { } service } => Unread<BackendService>(service, estate),
        { Target: { } target } when target.Collection() == "targetPools" => Unread<TargetPool>(target, estate),
        { Target: { } target } when target.Collection() == "targetInstances" => Unread<TargetInstance>(target, estate),
        { Target: { } target } when target.Collection().EndsWith("Proxies", StringComparison.Ordinal) =>
            estate.Find<TargetProxy>(target) is { } proxy ? UnreadBehind(proxy, estate) : [target],
        _ => [],
    };

    private static IEnumerable<ResourceId> UnreadBehind(TargetProxy proxy, IEstate estate) => proxy.LeadsTo switch
    {
        { } map when map.Collection() == "urlMaps" => estate.Find<UrlMap>(map) is { } read ? read.Services.SelectMany(service => Unread<BackendService>(service, estate)) : [map],
        { } service => Unread<BackendService>(service, estate),
        null => [],
    };

    private static ResourceId[] Unread<T>(ResourceId id, IEstate estate)
        where T : Resource => estate.Find<T>(id) is null ? [id] : [];
}
