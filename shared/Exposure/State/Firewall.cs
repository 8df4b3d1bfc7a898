global using FirewallRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.State.Firewall, ExposurePipeline.Exposure.State.FirewallOrder>;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.State;

/// <summary>What state keeps of a host's firewall.</summary>
/// <param name="Rules">The first rules that let the internet in, in order of evaluation.</param>
/// <param name="IsComplete">Whether that are all; if not, a missing rule proves nothing.</param>
/// <param name="Source">The source format.</param>
public sealed record Firewall(IReadOnlyList<AllowingRule> Rules, bool IsComplete, string Source)
{
    /// <summary>Most rules kept.</summary>
    public const int MaxRules = 48;

    /// <summary>Longest kept rule name, in encoded bytes.</summary>
    public const int NameBytes = 96;

    /// <summary>What one snapshot says.</summary>
    public static FirewallRegister Of(FirewallSeen seen) => new(seen.At, new(
        [.. seen.Rules.Take(MaxRules).Select(Bound)], seen.Rules.Count <= MaxRules, BoundedText.Shorten(seen.Source, NameBound.Bytes)));

    private static AllowingRule Bound(AllowingRule rule) => rule with
    {
        Name = BoundedText.Shorten(rule.Name, NameBytes),
        Program = rule.Program is { } program ? BoundedText.Shorten(program, Processes.CommandBytes) : null,
    };
}

/// <summary>Snapshots of one moment: rule by rule.</summary>
public readonly struct FirewallOrder : IOrder<Firewall>
{
    /// <inheritdoc/>
    public static int Compare(Firewall left, Firewall right) =>
        left.Rules.Count.CompareTo(right.Rules.Count) is var count && count != 0 ? count
        : left.Rules.Zip(right.Rules, Compare).FirstOrDefault(order => order != 0) is var rules && rules != 0 ? rules
        : left.IsComplete.CompareTo(right.IsComplete) is var complete && complete != 0 ? complete
        : string.CompareOrdinal(left.Source, right.Source);

    private static int Compare(AllowingRule left, AllowingRule right) =>
        string.CompareOrdinal(left.Name, right.Name) is var name && name != 0 ? name
        : string.CompareOrdinal(left.Program, right.Program) is var program && program != 0 ? program
        : Nullable.Compare((int?)left.Transport, (int?)right.Transport) is var transport && transport != 0 ? transport
        : left.FromPort.CompareTo(right.FromPort) is var from && from != 0 ? from
        : left.ToPort.CompareTo(right.ToPort);
}
