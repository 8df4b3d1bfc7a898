using System.Collections.Concurrent;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A network security group: inbound rules by priority, then Azure's own (65000, 65001, 65500).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Rules">Inbound rules in order of priority, without the default ones.</param>
public sealed record NetworkSecurityGroup(ResourceId Id, IReadOnlyList<SecurityRule> Rules) : Resource(Id)
{
    private static readonly AddressList Everything = new(SourceSet.All, [], IsWhole: true);
    private static readonly AddressList Network = new(SourceSet.Empty, ["VirtualNetwork"], IsWhole: true);

    private static readonly SecurityRule[] Defaults =
    [
        new("AllowVnetInBound", 65000, true, FlowSet.All, Network, Network),
        new("AllowAzureLoadBalancerInBound", 65001, true, FlowSet.All, new(SourceSet.Empty, ["AzureLoadBalancer"], IsWhole: true), Everything),
    ];

    private readonly ConcurrentDictionary<SourceSet, RuleList> listsBySpace = new();

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Rules.SelectMany(static rule => rule.SourceGroups.Concat(rule.DestinationGroups)).Distinct();

    private bool IsSameForAll { get; } = Rules.All(static rule => rule.IsSameForAll);

    /// <summary>Reads the body of <c>Microsoft.Network/networkSecurityGroups</c>. The default rules cannot be changed and are not read.</summary>
    public static NetworkSecurityGroup Read(ResourceChange change)
    {
        var problems = new List<string>();
        var rules = change.Body.Properties["securityRules"].Items
            .Where(SecurityRuleText.IsInbound)
            .Select(rule => SecurityRuleText.Read(rule, problems))
            .OrderBy(static rule => rule.Priority ?? -1)
            .ToArray();
        problems.AddRange(rules.GroupBy(static rule => rule.Priority).Where(static same => same.Count() > 1)
            .Select(static same => $"priority {same.Key}: {string.Join(" and ", same.Select(static rule => rule.Name))} have the same; which is asked first is not known."));
        return new(change.Id, rules) { Name = change.Body["name"].Text ?? "", Problems = problems };
    }

    /// <summary>What gets through to an address of a network.</summary>
    public RuleList ListFor(FilteredAddress address) => IsSameForAll
        ? listsBySpace.GetOrAdd(address.Network?.Space ?? SourceSet.Empty, static (_, from) => from.Group.Build(from.Address), (Group: this, Address: address))
        : Build(address);

    private RuleList Build(FilteredAddress address) => new(
        Id.Text,
        Rules.Concat(Defaults).GroupBy(static rule => rule.Priority).SelectMany(same => Tied([.. same.SelectMany(rule => rule.At(address))])),
        new Rule("DenyAllInBound (65500)", allows: false, FlowSet.All));

    // Azure refuses two rules of one priority; where a copy has them, what they disagree on is not decided.
    private static IEnumerable<Rule> Tied(Rule[] rules) => rules.Length == 1 ? rules
        : rules.Select(rule => rule with
        {
            Certain = rules.Where(other => other.Allows != rule.Allows).Aggregate(rule.Certain, static (left, other) => left.Except(other.Possible)),
        });
}
