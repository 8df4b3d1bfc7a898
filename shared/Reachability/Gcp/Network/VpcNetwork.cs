using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A VPC network.</summary>
/// <remarks>Source: "Evaluation order for firewall policies and rules": AFTER_CLASSIC_FIREWALL where absent.</remarks>
/// <param name="Id">Its name.</param>
/// <param name="PoliciesFirst">Whether network firewall policies are asked before VPC firewall rules.</param>
public sealed record VpcNetwork(ResourceId Id, bool PoliciesFirst) : Resource(Id)
{
    /// <summary>Reads a network.</summary>
    public static VpcNetwork Read(ResourceChange change) =>
        new(change.Id, change.Body["networkFirewallPolicyEnforcementOrder"].Text is "BEFORE_CLASSIC_FIREWALL") { Name = change.Body["name"].Text ?? "" };
}
