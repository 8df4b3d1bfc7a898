global using NameSet = ExposurePipeline.Exposure.State.BoundedSet<string, ExposurePipeline.Exposure.State.NameBound>;
global using ProcessRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Events.ProcessIdentity, ExposurePipeline.Exposure.State.ProcessOrder>;
global using RemoteSample = ExposurePipeline.Exposure.State.BoundedSet<ExposurePipeline.Exposure.Values.IpAddress, ExposurePipeline.Exposure.State.RemoteBound>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>All that is known about one evidence of exposure.</summary>
/// <param name="Seen">When, at the policy's resolution.</param>
/// <param name="Remotes">A sample of the strangers' addresses, and the sketch of their number.</param>
/// <param name="Process">Who accepted, as reported last; its time is the start of its slot.</param>
/// <param name="Scanners">Who scanned.</param>
/// <param name="Sources">The source formats.</param>
/// <param name="Rules">By which rules it is this device's.</param>
/// <param name="Paths">The network rules that lead here, where known.</param>
public sealed record Evidence(
    Sighting Seen, RemoteSample Remotes, ProcessRegister? Process, NameSet Scanners, NameSet Sources, RuleSet Rules, RuleNames Paths) : IJoin<Evidence>
{
    /// <summary>What one observation says.</summary>
    public static Evidence Of(EvidenceSeen seen, TimeSpan resolution) => new(
        Sightings.Own(seen.Seen, resolution),
        RemoteSample.Of(seen.Remotes),
        Processes.Register(seen.Process, seen.Seen.Last, resolution, Processes.CommandBytes),
        Names.Of(seen.Scanner),
        Names.Of(seen.Source),
        RuleSet.Of(seen.Rule),
        State.Paths.Rule(seen.Path));

    /// <inheritdoc/>
    public Evidence Join(Evidence other, TimeSpan resolution)
    {
        var joined = new Evidence(
            Seen.Join(other.Seen, resolution),
            Remotes.Join(other.Remotes, resolution),
            Registers.Join(Process, other.Process, resolution),
            Scanners.Join(other.Scanners, resolution),
            Sources.Join(other.Sources, resolution),
            Rules.Join(other.Rules, resolution),
            Paths.Join(other.Paths, resolution));
        return Equals(joined) ? this : joined;
    }
}

/// <summary>The rules by which an evidence was attributed.</summary>
/// <param name="Bits">Bit n is set for the rule of number n.</param>
public readonly record struct RuleSet(byte Bits) : IJoin<RuleSet>
{
    /// <summary>The rules, ascending.</summary>
    public IEnumerable<Attribution> Items
    {
        get
        {
            var bits = Bits;
            return Enum.GetValues<Attribution>().Where(rule => (bits >> (int)rule & 1) == 1);
        }
    }

    /// <summary>One rule.</summary>
    public static RuleSet Of(Attribution rule) => new((byte)(1 << (int)rule));

    /// <inheritdoc/>
    public RuleSet Join(RuleSet other, TimeSpan resolution) => new((byte)(Bits | other.Bits));
}

/// <summary>Sets of short names.</summary>
public static class Names
{
    /// <summary>One name, or none; shortened to <see cref="NameBound.Bytes"/>.</summary>
    public static NameSet Of(string? name) => name is null ? NameSet.Empty : NameSet.Of([BoundedText.Shorten(name, NameBound.Bytes)]);
}
