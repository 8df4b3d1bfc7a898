using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A network interface as firewall rules see it, for flows of one way in.</summary>
/// <param name="Network">Its network.</param>
/// <param name="Region">The region that it lies in.</param>
/// <param name="Tags">Network tags of its instance.</param>
/// <param name="ServiceAccounts">Service accounts of its instance.</param>
/// <param name="Destination">The address that flows bear as destination when they arrive, by family; empty where it was not told.</param>
/// <param name="IsFromInternet">Whether flows arrive at an external address of the interface or of a passthrough load balancer; else they come from a proxy.</param>
internal sealed record GuardedInterface(
    ResourceId Network, string Region, IReadOnlyList<string> Tags, IReadOnlyList<string> ServiceAccounts, SourceSet Destination, bool IsFromInternet)
{
    /// <summary>Whether a VPC firewall rule is about this interface.</summary>
    public bool IsTargetOf(Firewall firewall) =>
        firewall is { IsIngress: true, IsDisabled: false }
        && ((firewall.TargetTags.Count == 0 && firewall.TargetServiceAccounts.Count == 0)
            || firewall.TargetTags.Intersect(Tags).Any()
            || firewall.TargetServiceAccounts.Intersect(ServiceAccounts).Any());

    /// <summary>Whether a policy's rule may be about this interface.</summary>
    public bool MayBeTargetOf(PolicyRule rule) =>
        (rule.TargetNetworks.Count == 0 || rule.TargetNetworks.Contains(Network))
        && (rule.TargetServiceAccounts.Count == 0 || rule.TargetServiceAccounts.Intersect(ServiceAccounts).Any());

    /// <summary>What of a match arrives here, when the rule names destinations.</summary>
    public Reach At(SourceSet? destinations, Reach match) => destinations is null ? match
        : At(Family.V4, destinations, match).Union(At(Family.V6, destinations, match));

    private Reach At(Family family, SourceSet destinations, Reach match)
    {
        var here = Destination.Of(family);
        var isWithin = !here.IsEmpty && here.Except(destinations.Of(family)).IsEmpty;
        var isOutside = !here.IsEmpty && here.Intersect(destinations.Of(family)).IsEmpty;
        return isOutside ? Reach.None : new(isWithin ? match.Certain.Only(family) : FlowSet.Empty, match.Possible.Only(family));
    }
}
