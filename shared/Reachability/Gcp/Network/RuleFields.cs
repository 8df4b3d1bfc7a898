using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>The fields by which firewall rules say whom they are about. One that is not known here may restrict a rule, or widen it.</summary>
/// <remarks>Source: firewalls and firewallPolicies resources of the Compute Engine API.</remarks>
internal static class RuleFields
{
    private static readonly string[] Prefixes = ["source", "src", "dest", "target"];

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "sourceRanges", "sourceTags", "sourceServiceAccounts", "destinationRanges", "targetTags", "targetServiceAccounts",
        "targetResources", "targetSecureTags", "targetType",
        "srcIpRanges", "srcAddressGroups", "srcFqdns", "srcRegionCodes", "srcThreatIntelligences", "srcSecureTags", "srcNetworks",
        "srcNetworkContext", "srcNetworkType", "srcNetworkScope",
        "destIpRanges", "destAddressGroups", "destFqdns", "destRegionCodes", "destThreatIntelligences", "destNetworkContext", "destNetworkType", "destNetworkScope",
    };

    /// <summary>Whether a rule has a field of sources, destinations or targets that is not known; each is told in <paramref name="problems"/>.</summary>
    public static bool TellsUnknown(Body rule, string name, List<string> problems)
    {
        var unknown = rule.Members
            .Where(static member => member.Value.Exists && Array.Exists(Prefixes, prefix => member.Name.StartsWith(prefix, StringComparison.Ordinal)) && !Known.Contains(member.Name))
            .Select(member => $"{name}: nothing is known of the field '{member.Name}'")
            .ToArray();
        problems.AddRange(unknown);
        return unknown.Length > 0;
    }
}
