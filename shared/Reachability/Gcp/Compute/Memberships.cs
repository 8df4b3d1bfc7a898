using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.LoadBalancing;
using ExposurePipeline.Reachability.Gcp.Projects;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>Which instances are in which instance groups, from either side.</summary>
internal static class Memberships
{
    /// <summary>The groups that an instance is known to be in.</summary>
    public static IEnumerable<ResourceId> GroupsOf(Instance instance, IEstate estate) =>
        estate.Naming<Membership>(instance.Id).Select(static membership => membership.Group).OfType<ResourceId>()
            .Concat(estate.Naming<InstanceGroup>(instance.Id).Select(static group => group.Id))
            .Concat(instance.Manager is { } manager ? [GroupOf(manager, estate)] : [])
            .Distinct();

    /// <summary>The instances that a group is known to have.</summary>
    public static IReadOnlyList<Instance> InstancesOf(ResourceId group, IEstate estate) =>
        [.. estate.Naming<Membership>(group).SelectMany(static membership => membership.Instances)
            .Concat(estate.Find<InstanceGroup>(group)?.Listed ?? [])
            .Select(id => estate.Find<Instance>(id)).OfType<Instance>()
            .Concat(ManagersOf(group, estate).SelectMany(manager => estate.Naming<Instance>(manager)))
            .DistinctBy(static instance => instance.Id)];

    /// <summary>
    /// Backends whose members were not listed and of which the instance may be one: a way through them is neither known nor excluded.
    /// </summary>
    public static IEnumerable<string> Unlisted(Instance instance, IEstate estate) =>
        estate.Naming<InstanceGroup>(instance.Id with { Text = instance.Id.Text[..instance.Id.Text.LastIndexOf("/instances/", StringComparison.Ordinal)] + "/instanceGroups" })
            .Where(group => MayHave(group, instance, estate) && estate.Naming<BackendService>(group.Id).Any(static service => service.Proxying is not Proxying.Internal))
            .Select(group => $"the members of {group.Id} were not listed, and a load balancer sends to them");

    private static bool MayHave(InstanceGroup group, Instance instance, IEstate estate) =>
        group is { Size: not 0, Listed.Count: 0 }
        && !estate.Naming<Membership>(group.Id).Any()
        && !estate.Naming<ManagedInstanceGroup>(group.Id).Any()
        && instance.Manager is null
        && (group.Network is null || instance.Interfaces.Any(nic => nic.Network is null || ProjectName.AreAlike(nic.Network, group.Network)));

    private static ResourceId GroupOf(ResourceId manager, IEstate estate) => estate.Find<ManagedInstanceGroup>(manager)?.Group ?? manager.In("instanceGroups");

    // A managed group bears its manager's name.
    private static IEnumerable<ResourceId> ManagersOf(ResourceId group, IEstate estate) =>
        estate.Naming<ManagedInstanceGroup>(group).Select(static manager => manager.Id).DefaultIfEmpty(group.In("instanceGroupManagers"));
}
