using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>The result of a reader: per device the strangers that reached it, the last time, and the ports they reached.</summary>
internal sealed class Reached
{
    private readonly Dictionary<string, Target> _targets = [];

    public void Add(string device, ushort port, IpAddress remote, DateTimeOffset seen)
    {
        if (!_targets.TryGetValue(device, out var target))
        {
            _targets.Add(device, target = new Target());
        }

        target.Ports.Add(port);
        target.Remotes.Add(remote);
        target.Last = seen > target.Last ? seen : target.Last;
    }

    /// <summary>One line a device, in order.</summary>
    public string[] Lines() => [.. _targets
        .Select(target => string.Create(CultureInfo.InvariantCulture, $"{target.Key}|{string.Join(' ', target.Value.Remotes.Order())}|{target.Value.Last:O}|{string.Join(' ', target.Value.Ports)}"))
        .Order(StringComparer.Ordinal)];

    private sealed class Target
    {
        public SortedSet<ushort> Ports { get; } = [];

        public HashSet<IpAddress> Remotes { get; } = [];

        public DateTimeOffset Last { get; set; }
    }
}
