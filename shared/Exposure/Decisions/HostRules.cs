using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Which rule of a host's firewall lets something in.</summary>
internal static class HostRules
{
    /// <summary>The first rule that admits an evidence: one for its program and port before one for its port alone; null when none is known.</summary>
    public static AllowingRule? Admitting(Firewall? firewall, EvidenceKey key, string? process)
    {
        if (firewall is null || key.Local?.Port is not (> 0 and var port))
        {
            return null;
        }

        var admitting = firewall.Rules
            .Where(r => r.FromPort <= port && port <= r.ToPort && (r.Transport is null || r.Transport == key.Transport) && IsFor(r, process)).ToList();
        return admitting.Find(r => r.Program is not null) ?? admitting.FirstOrDefault();
    }

    /// <summary>Whether a rule is no rule: every port of any program.</summary>
    public static bool LetsInEverything(AllowingRule rule) => rule is { FromPort: <= 1, ToPort: ushort.MaxValue, Program: null };

    // Programs are written as paths on one side and as file names on the other; an unknown process may be any.
    private static bool IsFor(AllowingRule rule, string? process) =>
        rule.Program is not { } program || process is null || FileName(program).Equals(FileName(process), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> FileName(string path) => path.AsSpan()[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
}
