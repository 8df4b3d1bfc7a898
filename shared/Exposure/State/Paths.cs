global using ForwardMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.ForwardKey, ExposurePipeline.Exposure.Events.Sighting, ExposurePipeline.Exposure.State.ForwardBound>;
global using PathMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.Events.ForwardingPath, ExposurePipeline.Exposure.Events.Sighting, ExposurePipeline.Exposure.State.PathBound>;
global using RuleNames = ExposurePipeline.Exposure.State.BoundedSet<string, ExposurePipeline.Exposure.State.RuleNameBound>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>A forwarding rule of a device.</summary>
/// <param name="Path">What it forwards.</param>
/// <param name="Address">The address it holds for; null for every address of the device.</param>
public readonly record struct ForwardKey(ForwardingPath Path, IpAddress? Address);

/// <summary>Paths as state keeps them.</summary>
public static class Paths
{
    /// <summary>Longest kept rule, in encoded bytes.</summary>
    public const int RuleBytes = 96;

    /// <summary>The path with its rule shortened.</summary>
    public static ForwardingPath Bound(ForwardingPath path) => path with { Rule = BoundedText.Shorten(path.Rule, RuleBytes) };

    /// <summary>One rule's name, or none.</summary>
    public static RuleNames Rule(string? rule) => rule is null ? RuleNames.Empty : RuleNames.Of([BoundedText.Shorten(rule, RuleBytes)]);

    /// <summary>A total order.</summary>
    public static int Compare(ForwardingPath left, ForwardingPath right) =>
        left.Transport != right.Transport ? left.Transport.CompareTo(right.Transport)
        : left.FromPort != right.FromPort ? left.FromPort.CompareTo(right.FromPort)
        : left.ToPort != right.ToPort ? left.ToPort.CompareTo(right.ToPort)
        : left.Target != right.Target ? left.Target.CompareTo(right.Target)
        : string.CompareOrdinal(left.Rule, right.Rule);
}
