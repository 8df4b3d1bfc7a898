using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A firewall policy; its rules are in rule collection groups.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Base">The policy whose rules come first; null for none.</param>
/// <param name="Groups">Rule collection groups that it says it has.</param>
public sealed record FirewallPolicy(ResourceId Id, ResourceId? Base, IReadOnlyList<ResourceId> Groups) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Base is { } @base ? [@base] : [];

    /// <summary>Reads the body of <c>Microsoft.Network/firewallPolicies</c>.</summary>
    public static FirewallPolicy Read(ResourceChange change) =>
        new(change.Id, change.Body.Properties["basePolicy"].Link, change.Body.Properties["ruleCollectionGroups"].Links) { Name = change.Body["name"].Text ?? "" };
}

/// <summary>Rule collections of a firewall policy.</summary>
/// <param name="Id">Its id; that of the policy is the part before it.</param>
/// <param name="Priority">Lower comes first.</param>
/// <param name="Collections">Its collections by priority.</param>
public sealed record RuleCollectionGroup(ResourceId Id, int Priority, IReadOnlyList<FirewallRuleCollection> Collections) : Resource(Id)
{
    /// <summary>The policy.</summary>
    public ResourceId? Policy => ArmId.Owner(Id);

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References =>
        new[] { Policy }.OfType<ResourceId>().Concat(Collections.SelectMany(static collection => collection.References));

    /// <summary>Reads the body of <c>Microsoft.Network/firewallPolicies/ruleCollectionGroups</c>.</summary>
    public static RuleCollectionGroup Read(ResourceChange change)
    {
        var problems = new List<string>();
        var settings = change.Body.Properties;
        var collections = FirewallRuleCollection.InOrder(settings["ruleCollections"].Items.Select(collection => FirewallRuleCollection.Read(collection, collection, problems)).ToArray(), problems);
        return new(change.Id, (int)(settings["priority"].Number ?? int.MaxValue), collections) { Name = change.Body["name"].Text ?? "", Problems = problems };
    }
}
