using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A firewall policy: hierarchical (of an organisation's or folder's projects), or of networks, global or in one region.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Attachments">What it is associated with: networks, or folders and organisations.</param>
/// <param name="Rules">Its rules for flows that come in, in order of priority, without those that are disabled.</param>
public sealed record FirewallPolicy(ResourceId Id, IReadOnlyList<ResourceId> Attachments, IReadOnlyList<PolicyRule> Rules) : Resource(Id)
{
    /// <summary>Under which every hierarchical policy is found: of a project whose ancestors are not known, any of them may hold.</summary>
    public static ResourceId Hierarchical { get; } = new(Cloud.Gcp, "//compute.googleapis.com/locations/global/firewallPolicies");

    /// <summary>Whether it is one of an organisation or folder.</summary>
    public bool IsHierarchical => Id.After("projects").Length == 0;

    /// <summary>The region that a regional network policy holds in; empty for the others.</summary>
    public string Region => Id.After("regions");

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References =>
        Attachments.Select(static attached => attached.Policies)
            .Concat(Rules.SelectMany(static rule => rule.AddressGroups))
            .Concat(IsHierarchical && Attachments.Count > 0 ? [Hierarchical] : []);

    /// <summary>Reads a policy.</summary>
    public static FirewallPolicy Read(ResourceChange change)
    {
        var problems = new List<string>();
        var name = change.Body["shortName"].Text ?? change.Body["displayName"].Text ?? change.Body["name"].Text ?? change.Id.Last();
        return new(change.Id, [.. change.Body["associations"].Items.Select(association => AttachedTo(association, change.Id)).OfType<ResourceId>()], PolicyRule.ReadAll(change.Body, name, change.Id, problems))
        {
            Name = name,
            Problems = problems,
        };
    }

    private static ResourceId? AttachedTo(Body association, ResourceId policy)
    {
        var target = association["attachmentTarget"].Text;
        return Ancestry.NodeOf(target) ?? GcpName.Of(target, policy);
    }
}
