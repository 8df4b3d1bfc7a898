using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What to do about an exposure.</summary>
public enum StepKind
{
    /// <summary>Narrow or remove a network rule.</summary>
    [JsonStringEnumMemberName("restrict-network-rule")]
    RestrictNetworkRule,

    /// <summary>Narrow or disable a rule of the host's firewall.</summary>
    [JsonStringEnumMemberName("restrict-host-rule")]
    RestrictHostRule,

    /// <summary>Bind the process to an inner address, or stop it.</summary>
    [JsonStringEnumMemberName("rebind-process")]
    RebindProcess,

    /// <summary>Find out what lets it in: nothing is known of it.</summary>
    [JsonStringEnumMemberName("find-rule")]
    FindRule,
}

/// <summary>One concrete step for one open port.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Port">The device's own port; null where only the public one is known.</param>
/// <param name="PublicPort">The port that the internet sees, where known.</param>
/// <param name="Cause">Why it is open.</param>
/// <param name="Rule">The rule to change; null where none is known.</param>
/// <param name="Process">The process behind it; null where unknown.</param>
/// <param name="Text">The step as a sentence.</param>
public sealed record Step(
    StepKind Kind, Transport Transport, int? Port, int? PublicPort, CauseKind Cause, string? Rule, string? Process, string Text)
{
    /// <summary>The steps for what nobody has accepted: one per port and cause, by port.</summary>
    public static IReadOnlyList<Step> For(DeviceExposure exposure) =>
        [.. exposure.Open.Select(Of).Distinct().OrderBy(s => s.Port).ThenBy(s => s.PublicPort).ThenBy(s => s.Text, StringComparer.Ordinal)];

    private static Step Of((KnownEvidence Known, Cause Cause) open)
    {
        var (key, cause) = (open.Known.Key, open.Cause);
        int? port = key.Local?.Port is > 0 and var local ? local : null;
        int? seenAs = key.Public?.Port;
        var (kind, rule) = cause switch
        {
            { NetworkRule: { } network } => (StepKind.RestrictNetworkRule, network),
            { HostRule: { } host } => (StepKind.RestrictHostRule, host.Name),
            { Process: not null } => (StepKind.RebindProcess, null),
            _ => (StepKind.FindRule, (string?)null),
        };
        var process = cause.Process?.Value.Name;
        return new(kind, key.Transport, port, seenAs, cause.Kind, rule, process, Sentence(kind, Name(key.Transport, port ?? seenAs), rule, process));
    }

    private static string Sentence(StepKind kind, string port, string? rule, string? process) => kind switch
    {
        StepKind.RestrictNetworkRule => $"Remove the network rule '{rule}' or restrict its sources: it leads the internet to {port}{Of(process)}.",
        StepKind.RestrictHostRule => $"Disable the firewall rule '{rule}' or restrict its remote addresses: it lets the internet in to {port}{Of(process)}.",
        StepKind.RebindProcess => $"Bind {process} to an inner address, or stop it: it serves {port} to the internet.",
        _ => $"Find the rule that lets the internet in to {port}, and the process behind it: neither is known.",
    };

    private static string Of(string? process) => process is null ? "" : $" of {process}";

    private static string Name(Transport transport, int? port) => $"{(transport is Transport.Tcp ? "TCP" : "UDP")} {(port is { } number ? $"port {number}" : "traffic")}";
}
