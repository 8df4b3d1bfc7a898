using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Why an exposure exists. Defender names the two misconfigurations and listening services; what was intended, only operators know.</summary>
public enum CauseKind
{
    /// <summary>Neither an operator's expectation nor a rule that stands out explains it.</summary>
    Unknown,

    /// <summary>An operator expects this device to serve this.</summary>
    IntendedService,

    /// <summary>Operators said what the device is to serve, this is not it, and no rule is known that lets it in.</summary>
    Unexpected,

    /// <summary>A rule of the host's firewall lets in what nobody expects, or lets in everything.</summary>
    MisconfiguredHostFirewall,

    /// <summary>A network rule, such as a router's port forwarding, leads to what nobody expects.</summary>
    MisconfiguredNetworkRule,
}

/// <summary>The cause of one evidence.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Process">Who accepted, or who listens there; null where unknown.</param>
/// <param name="HostRule">The rule of the host's firewall that lets it in; null where unknown.</param>
/// <param name="NetworkRule">The network rule that leads to it; null where unknown.</param>
/// <param name="Expectation">The expectation that it meets; null where none.</param>
public sealed record Cause(CauseKind Kind, ProcessRegister? Process, AllowingRule? HostRule, string? NetworkRule, Expectation? Expectation)
{
    /// <summary>The cause of an evidence, from what is known of the device and what operators expect.</summary>
    /// <remarks>
    /// A network rule is blamed before a host rule: it was made for this very port. Without expectations only a host firewall that lets
    /// in everything is blamed; a rule made for one port may well be meant.
    /// </remarks>
    public static Cause Of(KnownEvidence known, DeviceState state, ExposurePolicy policy)
    {
        var process = known.Evidence.Process ?? Listeners.At(state, known.Key);
        var concerning = policy.Expectations.Where(e => e.Concerns(state.Profile?.Value)).ToList();
        var met = concerning.Find(e => e.IsMetBy(known.Key, process?.Value.Name));
        var host = HostRules.Admitting(state.Firewall?.Value, known.Key, process?.Value.Name);
        var network = known.Evidence.Paths.Items.Order(StringComparer.Ordinal).FirstOrDefault();
        return new(Judge(met is not null, concerning.Count > 0, host, network), process, host, network, met);
    }

    private static CauseKind Judge(bool isMet, bool isConcerned, AllowingRule? host, string? network) => (isMet, isConcerned, host, network) switch
    {
        (true, _, _, _) => CauseKind.IntendedService,
        (_, true, _, not null) => CauseKind.MisconfiguredNetworkRule,
        (_, true, not null, _) => CauseKind.MisconfiguredHostFirewall,
        (_, true, null, null) => CauseKind.Unexpected,
        (_, false, { } rule, _) when HostRules.LetsInEverything(rule) => CauseKind.MisconfiguredHostFirewall,
        _ => CauseKind.Unknown,
    };
}
