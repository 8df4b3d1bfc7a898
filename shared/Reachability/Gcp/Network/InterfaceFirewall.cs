using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>Every firewall rule that an interface is under, in the order in which Google Cloud asks them.</summary>
/// <remarks>
/// Source: "Evaluation order for firewall policies and rules": hierarchical policies from the organisation down; VPC firewall rules, then global and
/// regional network policies, or these first where the network says so; what nothing matches is denied by the implied rule.
/// </remarks>
internal static class InterfaceFirewall
{
    private static readonly Rule ImpliedDeny = new("implied deny ingress", allows: false, FlowSet.All);

    /// <summary>The rules for an interface, as one list.</summary>
    public static RuleList Of(GuardedInterface here, IEstate estate)
    {
        var hierarchical = Hierarchical(here, estate).ToArray();
        var ofNetwork = OfNetwork(here, estate).ToArray();
        var classic = Classic(here, estate, mayBeNone: ofNetwork.Length > 0);
        var policies = ofNetwork.SelectMany(policy => PolicyEvaluation.Rules(policy, here, estate));
        var policiesFirst = estate.Find<VpcNetwork>(here.Network) is { PoliciesFirst: true };
        return RuleList.Shared(
            here.Network.Text,
            [.. Ancestors(here, estate), .. hierarchical.SelectMany(policy => PolicyEvaluation.Rules(policy, here, estate)), .. policiesFirst ? policies.Concat(classic) : classic.Concat(policies)],
            ImpliedDeny);
    }

    private static IEnumerable<FirewallPolicy> Hierarchical(GuardedInterface here, IEstate estate) =>
        Effective(here, estate) is { } effective ? effective.Policies.Where(static policy => policy.IsHierarchical)
        : estate.Find<Ancestry>(Ancestry.Of(here.Network)) is { } ancestry ? ancestry.Nodes.SelectMany(node => estate.Naming<FirewallPolicy>(node.Policies))
        : [];

    // A regional policy holds in its region only; the global one is asked before it.
    private static IEnumerable<FirewallPolicy> OfNetwork(GuardedInterface here, IEstate estate)
    {
        var attached = estate.Naming<FirewallPolicy>(here.Network.Policies).ToArray();
        var known = attached.Length > 0 ? attached : Effective(here, estate)?.Policies.Where(static policy => !policy.IsHierarchical) ?? [];
        return known.Where(policy => policy.Region is "" || policy.Region == here.Region).OrderBy(static policy => policy.Region.Length > 0);
    }

    private static EffectivePolicies? Effective(GuardedInterface here, IEstate estate) => estate.Find<EffectivePolicies>(here.Network.EffectivePolicies);

    // A rule that changed and was not read may have any place, and be for any instance.
    private static IEnumerable<Rule> Classic(GuardedInterface here, IEstate estate, bool mayBeNone)
    {
        var read = estate.Naming<Firewall>(here.Network.Firewalls).ToArray();
        Rule[] unread = [.. estate.UnreadNaming<Firewall>(here.Network.Firewalls).SelectMany(static rule => Unread(rule.Reason))];
        return read.Length == 0 && unread.Length == 0 && !mayBeNone ? Unread($"no firewall rule of {here.Network} was read") : unread.Concat(read
            .Where(here.IsTargetOf)
            .OrderBy(static firewall => firewall.Priority)
            .ThenBy(static firewall => firewall.Allows)
            .Select(firewall => Arriving(firewall, here)));
    }

    private static Rule Arriving(Firewall firewall, GuardedInterface here)
    {
        if (firewall.Destinations is null)
        {
            return firewall.Rule;
        }

        var arriving = here.At(firewall.Destinations, new(firewall.Rule.Certain, firewall.Rule.Possible));
        return firewall.Rule with { Certain = arriving.Certain, Possible = arriving.Possible };
    }

    // Hierarchical policies were read and the project's place was not: any of them may hold.
    private static Rule[] Ancestors(GuardedInterface here, IEstate estate) =>
        estate.Find<Ancestry>(Ancestry.Of(here.Network)) is null && Effective(here, estate) is null && estate.Naming<FirewallPolicy>(FirewallPolicy.Hierarchical).Any()
            ? Unread($"the folders and organisation of {Ancestry.Of(here.Network)} were not told") : [];

    private static Rule[] Unread(string what) => [new(what, Allows: false, FlowSet.Empty, FlowSet.All), new(what, Allows: true, FlowSet.Empty, FlowSet.All)];
}
