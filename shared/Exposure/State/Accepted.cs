global using AcceptedMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.Port, ExposurePipeline.Exposure.State.Accepted, ExposurePipeline.Exposure.State.AcceptedBound>;
global using ForwardedMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.ForwardedKey, ExposurePipeline.Exposure.State.Forwarded, ExposurePipeline.Exposure.State.ForwardedBound>;
global using ProbeMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.ListenerKey, ExposurePipeline.Exposure.Events.Sighting, ExposurePipeline.Exposure.State.ProbeBound>;
global using ProbeSeenMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.ProbeKey, ExposurePipeline.Exposure.Events.Sighting, ExposurePipeline.Exposure.State.ProbeSeenBound>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>All that is known about strangers' connections accepted at one port of an address.</summary>
/// <param name="Seen">When, at the policy's resolution.</param>
/// <param name="Remotes">A sample of the strangers' addresses.</param>
/// <param name="Sources">The source formats.</param>
public sealed record Accepted(Sighting Seen, RemoteSample Remotes, NameSet Sources) : IJoin<Accepted>
{
    /// <summary>What one observation says.</summary>
    public static Accepted Of(ConnectionAccepted seen, TimeSpan resolution) =>
        new(Sightings.Own(seen.Seen, resolution), RemoteSample.Of(seen.Remotes), Names.Of(seen.Source));

    /// <inheritdoc/>
    public Accepted Join(Accepted other, TimeSpan resolution)
    {
        var joined = new Accepted(Seen.Join(other.Seen, resolution), Remotes.Join(other.Remotes, resolution), Sources.Join(other.Sources, resolution));
        return Equals(joined) ? this : joined;
    }
}

/// <summary>All that is known about what answers at an inner port through a path.</summary>
/// <param name="Seen">When, at the policy's resolution.</param>
/// <param name="Scanners">Who scanned.</param>
/// <param name="Sources">The source formats.</param>
/// <param name="Rules">The rules of the path.</param>
public sealed record Forwarded(Sighting Seen, NameSet Scanners, NameSet Sources, RuleNames Rules) : IJoin<Forwarded>
{
    /// <summary>What one observation says.</summary>
    public static Forwarded Of(AnswerForwarded seen, TimeSpan resolution) =>
        new(Sightings.Own(seen.Seen, resolution), Names.Of(seen.Scanner), Names.Of(seen.Source), Paths.Rule(seen.Rule));

    /// <inheritdoc/>
    public Forwarded Join(Forwarded other, TimeSpan resolution)
    {
        var joined = new Forwarded(
            Seen.Join(other.Seen, resolution), Scanners.Join(other.Scanners, resolution),
            Sources.Join(other.Sources, resolution), Rules.Join(other.Rules, resolution));
        return Equals(joined) ? this : joined;
    }
}
