using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>The firewall policies that hold for a network, as <c>getEffectiveFirewalls</c> answers.</summary>
/// <remarks>
/// It has what the policies' own bodies say, for readers that may not read organisations and folders. A regional policy in an answer tells no region;
/// it is in the answer because it holds for what was asked about.
/// </remarks>
/// <param name="Id">The answer's name, below its network's.</param>
/// <param name="Policies">In order of evaluation.</param>
public sealed record EffectivePolicies(ResourceId Id, IReadOnlyList<FirewallPolicy> Policies) : Resource(Id)
{
    /// <summary>The type of the change that tells it.</summary>
    public const string Type = "compute.googleapis.com/EffectiveFirewalls";

    /// <summary>Reads an answer.</summary>
    public static EffectivePolicies Read(ResourceChange change)
    {
        var problems = new List<string>();
        var policies = change.Body["firewallPolicys"].Items.Select(policy => PolicyOf(policy, change.Id, problems)).ToArray();
        return new(change.Id, policies) { Problems = problems };
    }

    private static FirewallPolicy PolicyOf(Body policy, ResourceId near, List<string> problems)
    {
        var name = policy["shortName"].Text ?? policy["displayName"].Text ?? policy["name"].Text ?? "";
        var root = policy["type"].Text is "HIERARCHY" ? "//compute.googleapis.com/locations/global" : $"//compute.googleapis.com/projects/{near.After("projects")}/global";
        var id = new ResourceId(Cloud.Gcp, $"{root}/firewallPolicies/{policy["name"].Text}");
        return new(id, [], PolicyRule.ReadAll(policy, name, near, problems)) { Name = name };
    }
}
