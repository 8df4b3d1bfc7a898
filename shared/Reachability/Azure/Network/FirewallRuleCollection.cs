using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Rules of a firewall with one action. Application rules say nothing about what comes in and are left out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">Lower comes first.</param>
/// <param name="Action">What happens to what matches.</param>
/// <param name="Rules">Its rules in order.</param>
#pragma warning disable CA1711 // Azure calls it so.
public sealed record FirewallRuleCollection(string Name, int Priority, FirewallAction Action, IReadOnlyList<FirewallRule> Rules)
#pragma warning restore CA1711
{
    internal IEnumerable<ResourceId> References => Rules.SelectMany(static rule => rule.SourceGroups.Concat(rule.DestinationGroups))
        .Concat(Rules.Select(static rule => rule.TranslatedAddress is { } address ? PrivateAddress.NameOf(address) : (ResourceId?)null).OfType<ResourceId>());

    /// <summary>Whether another collection of the same list has its priority and does something else: Azure refuses that, and which comes first is not known.</summary>
    public bool IsTied { get; init; }

    /// <summary>Collections in the order in which they are asked. DNAT rules and network rules have priorities of their own.</summary>
    internal static FirewallRuleCollection[] InOrder(IEnumerable<FirewallRuleCollection> collections, List<string> problems)
    {
        var places = collections.GroupBy(static collection => (collection.Priority, IsDnat: collection.Action is FirewallAction.Dnat)).ToArray();
        var tied = places.Where(static place => place.Count() > 1 && (place.Key.IsDnat || place.DistinctBy(static collection => collection.Action).Count() > 1)).ToArray();
        problems.AddRange(tied.Select(static place => $"priority {place.Key.Priority}: {string.Join(" and ", place.Select(static collection => collection.Name))} have the same; which is asked first is not known."));
        return [.. places.SelectMany(place => place.Select(collection => collection with { IsTied = tied.Contains(place) })).OrderBy(static collection => collection.Priority)];
    }

    /// <summary>Reads a collection of a policy, or of a firewall that has its rules itself.</summary>
    /// <param name="collection">The collection, with its name.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="problems">What could not be read.</param>
    internal static FirewallRuleCollection Read(Body collection, Body settings, List<string> problems)
    {
        var name = collection["name"].Text ?? "";
        var rules = settings["rules"].Items.Where(static rule => !"ApplicationRule".Equals(rule["ruleType"].Text, StringComparison.OrdinalIgnoreCase));
        return new(name, (int)(settings["priority"].Number ?? int.MaxValue), ActionOf(settings, name, problems), [.. rules.Select(rule => FirewallRule.Read(rule, problems))]);
    }

    private static FirewallAction ActionOf(Body settings, string name, List<string> problems)
    {
        if (Enum.TryParse<FirewallAction>(settings["action"]["type"].Text, ignoreCase: true, out var action))
        {
            return action;
        }

        problems.Add($"rule collection {name}: '{settings["action"]["type"].Text}' is no action.");
        return FirewallAction.Unread;
    }
}

/// <summary>What a collection does with what its rules match.</summary>
public enum FirewallAction
{
    /// <summary>Could not be read.</summary>
    Unread,

    /// <summary>Lets it through.</summary>
    Allow,

    /// <summary>Blocks it.</summary>
    Deny,

    /// <summary>Sends it to another address.</summary>
    Dnat,

    /// <summary>Replaces its source, as on the way out.</summary>
    Snat,
}
