using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>The rules of a firewall in the order in which it asks them.</summary>
/// <remarks>
/// DNAT rules come before network rules whatever their priority; a parent policy's groups come first; then groups and collections by priority
/// ("Configure Azure Firewall rules"). Application rules are not applied to what comes in.
/// </remarks>
/// <param name="Firewall">The firewall.</param>
/// <param name="Collections">Its collections in order.</param>
/// <param name="Missing">Policies and groups that were not read.</param>
internal sealed record FirewallRules(AzureFirewall Firewall, IReadOnlyList<FirewallRuleCollection> Collections, IReadOnlyList<ResourceId> Missing)
{
    /// <summary>Gathers the rules of a firewall.</summary>
    public static FirewallRules Of(AzureFirewall firewall, IEstate estate)
    {
        var groups = PolicyChain(firewall.Policy, estate, []).SelectMany(policy => GroupsOf(policy, estate));
        return new(firewall, [.. groups.SelectMany(static group => group.Collections), .. firewall.Collections], MissingOf(firewall, estate));
    }

    /// <summary>Policies and groups of a firewall that were not read.</summary>
    public static IReadOnlyList<ResourceId> MissingOf(AzureFirewall firewall, IEstate estate)
    {
        var missing = new List<ResourceId>();
        foreach (var policy in PolicyChain(firewall.Policy, estate, missing))
        {
            missing.AddRange(policy.Groups.Where(id => estate.Find<RuleCollectionGroup>(id) is null));
        }

        return missing;
    }

    /// <summary>DNAT rules, each with its name and whether its collection's place is not known.</summary>
    public IEnumerable<(string Id, FirewallRule Rule, bool IsTied)> Translations => Collections
        .Where(static collection => collection.Action is FirewallAction.Dnat)
        .SelectMany(static collection => collection.Rules.Select(rule => ($"{collection.Name}/{rule.Name}", rule, collection.IsTied)));

    /// <summary>Which flows to a public address a DNAT rule gets: those that no earlier one takes.</summary>
    public RuleList Taking(FirewallRule rule, IpAddress publicAddress, IEstate estate)
    {
        var earlier = Translations.TakeWhile(other => !ReferenceEquals(other.Rule, rule)).Select(other => Taken(other.Rule.At(publicAddress, allows: false, other.Id, estate), other.IsTied));
        var perhaps = Translations.SkipWhile(other => !ReferenceEquals(other.Rule, rule)).Skip(1).Where(static other => other.IsTied)
            .Select(other => Taken(other.Rule.At(publicAddress, allows: false, other.Id, estate), isTied: true));
        return new(Firewall.Id.Text, earlier.Concat(perhaps).Append(rule.At(publicAddress, allows: true, rule.Name, estate)), new Rule("no DNAT rule", allows: false, FlowSet.All));
    }

    /// <summary>What network rules let through to a translated address. A DNAT rule allows it; a network rule that denies it goes before ("Azure Firewall rule processing logic").</summary>
    public RuleList Allowing(IpAddress translated, IEstate estate)
    {
        var rules = Collections
            .Where(static collection => collection.Action is FirewallAction.Allow or FirewallAction.Deny or FirewallAction.Unread)
            .SelectMany(collection => collection.Rules.Select(rule =>
                Taken(rule.At(translated, collection.Action is FirewallAction.Allow, $"{collection.Name}/{rule.Name}", estate), collection.IsTied || collection.Action is FirewallAction.Unread)));
        return new(Firewall.Id.Text, rules, new Rule("implicit allow of the DNAT rule", allows: true, FlowSet.All));
    }

    // What a rule takes, it takes for certain unless its place or what it does is not known.
    private static Rule Taken(Rule rule, bool isTied) => isTied ? rule with { Certain = FlowSet.Empty } : rule;

    // Parents first. A policy that is its own ancestor ends the chain; groups of one that was not read may still be known.
    private static List<FirewallPolicy> PolicyChain(ResourceId? id, IEstate estate, List<ResourceId> missing)
    {
        var chain = new List<FirewallPolicy>();
        while (id is { } next && chain.TrueForAll(policy => policy.Id != next))
        {
            var policy = estate.Find<FirewallPolicy>(next) ?? new(next, null, []);
            if (estate.Find<FirewallPolicy>(next) is null)
            {
                missing.Add(next);
            }

            chain.Insert(0, policy);
            id = policy.Base;
        }

        return chain;
    }

    private static IEnumerable<RuleCollectionGroup> GroupsOf(FirewallPolicy policy, IEstate estate) =>
        estate.Naming<RuleCollectionGroup>(policy.Id).Where(group => group.Policy == policy.Id).OrderBy(static group => group.Priority);
}
