global using ConfigurationRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Events.ConfigurationJudged, ExposurePipeline.Exposure.State.ConfigurationOrder>;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.State;

/// <summary>What state keeps of a judgement on configuration.</summary>
public static class Configurations
{
    /// <summary>Most ranges of ports kept of either side.</summary>
    public const int MaxPorts = 32;

    /// <summary>Most ways kept.</summary>
    public const int MaxWays = 8;

    /// <summary>Longest kept way, in encoded bytes.</summary>
    public const int WayBytes = 192;

    /// <summary>What one judgement says. Where ports are left out it is no longer complete: a missing one proves nothing.</summary>
    public static ConfigurationRegister Of(ConfigurationJudged judged) => new(judged.At, judged with
    {
        Asset = BoundedText.Shorten(judged.Asset, Profiles.LongBytes),
        Ports = [.. judged.Ports.Take(MaxPorts)],
        LocalPorts = [.. judged.LocalPorts.Take(MaxPorts)],
        Ways = [.. judged.Ways.Take(MaxWays).Select(static way => BoundedText.Shorten(way, WayBytes))],
        IsComplete = judged.IsComplete && judged.Ports.Count <= MaxPorts && judged.LocalPorts.Count <= MaxPorts,
    });
}

/// <summary>Judgements of one moment: by status, then by the other members in turn, so that equal members mean equal judgements.</summary>
public readonly struct ConfigurationOrder : IOrder<ConfigurationJudged>
{
    /// <inheritdoc/>
    public static int Compare(ConfigurationJudged left, ConfigurationJudged right)
    {
        var order = left.Status.CompareTo(right.Status);
        order = order != 0 ? order : Nullable.Compare((int?)left.Width, (int?)right.Width);
        order = order != 0 ? order : left.IsComplete.CompareTo(right.IsComplete);
        order = order != 0 ? order : string.CompareOrdinal(left.Asset, right.Asset);
        order = order != 0 ? order : Compare(left.Ports, right.Ports, Compare);
        order = order != 0 ? order : Compare(left.LocalPorts, right.LocalPorts, Compare);
        return order != 0 ? order : Compare(left.Ways, right.Ways, string.CompareOrdinal);
    }

    private static int Compare<T>(IReadOnlyList<T> left, IReadOnlyList<T> right, Func<T, T, int> compare) =>
        left.Zip(right, compare).FirstOrDefault(static order => order != 0) is var items && items != 0 ? items : left.Count.CompareTo(right.Count);

    private static int Compare(ReachedPorts left, ReachedPorts right) =>
        left.Transport != right.Transport ? left.Transport.CompareTo(right.Transport)
        : left.FromPort != right.FromPort ? left.FromPort.CompareTo(right.FromPort)
        : left.ToPort.CompareTo(right.ToPort);
}
