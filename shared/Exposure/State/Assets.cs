global using AssetMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.AssetKey, ExposurePipeline.Exposure.State.Lease, ExposurePipeline.Exposure.State.AssetBound>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>A way from an address to an asset.</summary>
/// <param name="Device">The asset's device.</param>
/// <param name="Path">Which ports, and how.</param>
public readonly record struct AssetKey(DeviceId Device, AssetPath Path)
{
    /// <summary>As state keeps it: with its rule shortened.</summary>
    public static AssetKey Of(AssetBehind asset) => new(asset.Device, asset.Path with { Rule = BoundedText.Shorten(asset.Path.Rule, Paths.RuleBytes) });
}

/// <summary>When an address led to an asset.</summary>
/// <param name="Seen">When it was configured so; null where only its end was told.</param>
/// <param name="Ended">When it last ceased to be so; null where that was never told.</param>
public sealed record Lease(Sighting? Seen, DateTimeOffset? Ended) : IJoin<Lease>
{
    /// <summary>What one observation says.</summary>
    public static Lease Of(AssetBehind asset) =>
        asset.Ended ? new(null, asset.Seen.Last) : new(asset.Seen, null);

    /// <summary>Whether it is over.</summary>
    public bool IsEnded => Ended is { } end && !(Seen?.Last >= end);

    /// <summary>The last moment that is known of it.</summary>
    public DateTimeOffset Last => (IsEnded ? Ended : Seen?.Last) ?? DateTimeOffset.MinValue;

    /// <summary>Whether it was so at a moment, or no further from it than a margin; never from its end on.</summary>
    public bool IsNear(DateTimeOffset at, TimeSpan margin) =>
        Seen is { } seen && seen.First - margin <= at && (IsEnded ? at < Ended : at < seen.Last + margin);

    /// <inheritdoc/>
    public Lease Join(Lease other, TimeSpan resolution)
    {
        var joined = new Lease(
            Seen is { } mine && other.Seen is { } theirs ? mine.Join(theirs, TimeSpan.Zero) : Seen ?? other.Seen,
            Ended is null || other.Ended > Ended ? other.Ended : Ended);
        return Equals(joined) ? this : joined;
    }
}

/// <summary>Ways from one address to assets: more mean a load balancer before many machines, which tells none of them from the others.</summary>
public readonly struct AssetBound : IBound<AssetKey>
{
    /// <inheritdoc/>
    public static int Capacity => 24;

    /// <inheritdoc/>
    public static ulong Hash(AssetKey key) => StableHash.Of(key.Device.Value, $"{key.Path.Transport} {key.Path.FromPort} {key.Path.ToPort} {key.Path.InnerPort} {key.Path.IsOwn} {key.Path.Rule}");

    /// <inheritdoc/>
    public static int Compare(AssetKey left, AssetKey right) =>
        string.CompareOrdinal(left.Device.Value, right.Device.Value) is var device && device != 0 ? device : Compare(left.Path, right.Path);

    private static int Compare(AssetPath left, AssetPath right) =>
        Nullable.Compare((int?)left.Transport, (int?)right.Transport) is var transport && transport != 0 ? transport
        : left.FromPort != right.FromPort ? left.FromPort.CompareTo(right.FromPort)
        : left.ToPort != right.ToPort ? left.ToPort.CompareTo(right.ToPort)
        : Nullable.Compare(left.InnerPort, right.InnerPort) is var inner && inner != 0 ? inner
        : left.IsOwn != right.IsOwn ? left.IsOwn.CompareTo(right.IsOwn)
        : string.CompareOrdinal(left.Rule, right.Rule);
}
