using ExposurePipeline.Exposure.Decisions;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>The cause of an exposure as subscribers and HTTP clients see it.</summary>
/// <param name="Kind">For example <c>MisconfiguredHostFirewall</c>.</param>
/// <param name="HostRule">The rule of the host's firewall that lets it in.</param>
/// <param name="NetworkRule">The network rule that leads to it.</param>
/// <param name="Expectation">The operator's expectation that it meets.</param>
public sealed record CauseView(CauseKind Kind, string? HostRule, string? NetworkRule, string? Expectation)
{
    /// <summary>What is known of a cause.</summary>
    public static CauseView Of(Cause cause) => new(cause.Kind, cause.HostRule?.Name, cause.NetworkRule, cause.Expectation?.Name);
}
