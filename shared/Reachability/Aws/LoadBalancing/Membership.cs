using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Aws.Compute;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>That an interface of an instance is a target of a group, or may be.</summary>
/// <param name="TargetGroup">The group.</param>
/// <param name="Interface">The interface that traffic goes to.</param>
/// <param name="Port">The port it was registered with; null for the group's.</param>
/// <param name="IsInstance">Whether the target is the instance, not an address.</param>
/// <param name="Doubt">Why it is not certain; null where it is.</param>
internal sealed record Membership(ResourceId TargetGroup, NetworkInterface Interface, int? Port, bool IsInstance, string? Doubt)
{
    /// <summary>Every group that the instance is in, or may be in.</summary>
    public static IEnumerable<Membership> Of(Instance instance, IEstate estate)
    {
        var interfaces = DirectWays.InterfacesOf(instance, estate).Select(static found => found.Interface).OrderBy(static read => read.DeviceIndex).ToArray();
        return interfaces.Length == 0 ? [] : ByInstance(instance, interfaces[0], estate)
            .Concat(interfaces.SelectMany(at => ByAddress(at, estate)))
            .Concat(ByGroup(instance, interfaces[0], estate))
            .Concat(Perhaps(instance, interfaces, estate));
    }

    private static IEnumerable<Membership> ByInstance(Instance instance, NetworkInterface first, IEstate estate) =>
        from health in estate.Naming<TargetHealth>(instance.Id)
        from target in health.Targets
        where target.Target == instance.Id
        select new Membership(health.TargetGroup, first, target.Port, IsInstance: true, null);

    // The same private address may stand in several VPCs.
    private static IEnumerable<Membership> ByAddress(NetworkInterface at, IEstate estate) =>
        from address in at.Addresses.Select(static address => address.Private).Concat(at.V6)
        let id = Documents.AwsId.Of($"{address}")
        from health in estate.Naming<TargetHealth>(id)
        let vpc = estate.Find<TargetGroup>(health.TargetGroup)?.Vpc
        let isOwn = vpc is null || at.Place.Vpc is null || vpc == at.Place.Vpc
        where isOwn || estate.Find<Vpc>(vpc) is { } other && other.IsWithout(address)
        from target in health.Targets
        where target.Target == id
        select new Membership(health.TargetGroup, at, target.Port, IsInstance: false, isOwn ? null : Elsewhere(address, vpc, at));

    // Targets outside the VPC of their group are in one that it is peered with, or on premises (Network Load Balancers, Target type): no peering is read.
    private static string Elsewhere(IpAddress address, ResourceId? vpc, NetworkInterface at) => $"the target {address} is not in {vpc}; whether it is that of {at.Place.Vpc}, over a peering, is not known";

    // An Auto Scaling group registers each of its instances; the targets themselves say more, where they were read.
    private static IEnumerable<Membership> ByGroup(Instance instance, NetworkInterface first, IEstate estate) =>
        from scaling in GroupsOf(instance, estate)
        from target in scaling.TargetGroups
        where scaling.Id == instance.Id || !AreTargetsRead(target, estate)
        select new Membership(target, first, null, IsInstance: true, null);

    /// <summary>The Auto Scaling groups of an instance, or of the model of those that a group launches.</summary>
    internal static IEnumerable<AutoScalingGroup> GroupsOf(Instance instance, IEstate estate) => estate.Find<AutoScalingGroup>(instance.Id) is { } launcher
        ? [launcher]
        : estate.Naming<AutoScalingGroup>(instance.Id).Where(scaling => scaling.Instances.Contains(instance.Id));

    private static IEnumerable<Membership> Perhaps(Instance instance, NetworkInterface[] interfaces, IEstate estate) =>
        from vpc in (instance.Vpc ?? interfaces[0].Place.Vpc) is { } known ? new[] { known } : []
        from target in estate.Naming<TargetGroup>(vpc)
        where target.Type is "instance" or "ip" && !AreTargetsRead(target.Id, estate) && !estate.Naming<AutoScalingGroup>(target.Id).Any()
        select new Membership(target.Id, interfaces[0], null, target.Type is "instance", $"the targets of {target.Id} were not read");

    private static bool AreTargetsRead(ResourceId targetGroup, IEstate estate) => estate.Naming<TargetHealth>(targetGroup).Any(health => health.TargetGroup == targetGroup);
}
