using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A rule of a firewall policy, for flows that come in.</summary>
/// <remarks>
/// Sources: "Firewall policy rules" (any of the sources is enough; the network context narrows them), "Understand network contexts" (INTERNET is what
/// arrives at an external address).
/// </remarks>
public sealed record PolicyRule
{
    private static readonly string[] Lists = ["srcRegionCodes", "srcThreatIntelligences", "srcFqdns"];
    private static readonly string[] UnseenDestinations = ["destAddressGroups", "destFqdns", "destRegionCodes", "destThreatIntelligences", "destNetworkContext", "destNetworkType", "destNetworkScope"];

    /// <summary>Policy and priority: a policy's rules have no names.</summary>
    public required string Name { get; init; }

    /// <summary>Lower first.</summary>
    public required long Priority { get; init; }

    /// <summary>allow, deny, goto_next or apply_security_profile_group.</summary>
    public required string Action { get; init; }

    /// <summary>Networks that it is restricted to (hierarchical policies); all where empty.</summary>
    public IReadOnlyList<ResourceId> TargetNetworks { get; init; } = [];

    /// <summary>Service accounts that it is restricted to; all where empty.</summary>
    public IReadOnlyList<string> TargetServiceAccounts { get; init; } = [];

    /// <summary>Whether it is restricted by what cannot be seen here: secure tags, which instances do not tell, or something unread.</summary>
    public bool IsRestrictedUnseen { get; init; }

    /// <summary>Address groups whose members are sources too.</summary>
    public IReadOnlyList<ResourceId> AddressGroups { get; init; } = [];

    /// <summary>Destinations that it is restricted to; null where it is not.</summary>
    public SourceSet? Destinations { get; init; }

    /// <summary>INTERNET, NON_INTERNET, VPC_NETWORKS, INTRA_VPC; null where every source counts.</summary>
    public string? Context { get; init; }

    /// <summary>What it matches, without regard to whom it is about.</summary>
    internal PolicyRuleMatch Match { get; init; } = new(new([], IsWhole: true), SourceSet.Empty, MayMatchOthers: false);

    /// <summary>Whether another rule of the policy has its priority and does something else: Google Cloud refuses that, and which comes first is not known.</summary>
    public bool IsTied { get; init; }

    /// <summary>Reads the rules of a policy for what comes in.</summary>
    internal static IReadOnlyList<PolicyRule> ReadAll(Body policy, string name, ResourceId near, List<string> problems)
    {
        var places = policy["rules"].Items
            .Where(static rule => rule["direction"].Text is not "EGRESS" && rule["disabled"].Flag is not true && rule["targetType"].Text is not "INTERNAL_MANAGED_LB")
            .Select(rule => Read(rule, name, near, problems))
            .GroupBy(static rule => rule.Priority)
            .OrderBy(static place => place.Key)
            .ToArray();
        var tied = Array.FindAll(places, static place => place.DistinctBy(static rule => rule.Action).Skip(1).Any());
        problems.AddRange(tied.Select(place => $"{name}: {place.Count()} rules have priority {place.Key}; which is asked first is not known"));
        return [.. places.SelectMany(place => place.Select(rule => rule with { IsTied = tied.Contains(place) }))];
    }

    private static PolicyRule Read(Body rule, string policy, ResourceId near, List<string> problems)
    {
        var name = $"{policy}/{rule["priority"].Text}";
        var match = rule["match"];
        var (destinations, isWhole) = Ranges.Read(match["destIpRanges"], name, problems);
        isWhole &= !RuleFields.TellsUnknown(rule, name, problems) & !RuleFields.TellsUnknown(match, name, problems);
        return new()
        {
            Name = name,
            Priority = rule["priority"].Number ?? long.MaxValue,
            Action = rule["action"].Text ?? "",
            TargetNetworks = [.. rule["targetResources"].Texts.Select(text => GcpName.Of(text, near)).OfType<ResourceId>()],
            TargetServiceAccounts = [.. rule["targetServiceAccounts"].Texts],
            IsRestrictedUnseen = rule["targetSecureTags"].Items.Any() || !isWhole || Array.Exists(UnseenDestinations, list => match[list].Items.Any()),
            AddressGroups = [.. match["srcAddressGroups"].Texts.Select(AddressGroup.IdOf).OfType<ResourceId>()],
            Destinations = isWhole && match["destIpRanges"].Items.Any() ? destinations : null,
            Context = (match["srcNetworkContext"].Text ?? match["srcNetworkType"].Text ?? match["srcNetworkScope"].Text) is { } context and not "UNSPECIFIED" ? context : null,
            Match = MatchOf(match, name, problems),
        };
    }

    private static PolicyRuleMatch MatchOf(Body match, string name, List<string> problems)
    {
        var (known, isWhole) = Ranges.Read(match["srcIpRanges"], name, problems);
        var lists = Array.Exists(Lists, list => match[list].Items.Any());
        var named = lists || match["srcIpRanges"].Items.Any() || match["srcAddressGroups"].Items.Any() || match["srcSecureTags"].Items.Any() || match["srcNetworks"].Items.Any();
        // The API requires a source of a rule for what comes in; one that names none is not understood.
        return new(Layer4.Read(match["layer4Configs"], name, problems), known, !isWhole || lists || !named);
    }
}
