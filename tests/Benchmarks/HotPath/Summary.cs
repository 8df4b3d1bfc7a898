using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks;

/// <summary>The job's result: per device the number of strangers, the last one's time, and the ports they reached.</summary>
internal sealed class Summary
{
    private readonly Dictionary<string, Device> _devices = [];

    public void Add(string device, ushort port, IpAddress remote, DateTimeOffset seen)
    {
        if (!_devices.TryGetValue(device, out var known))
        {
            _devices.Add(device, known = new Device());
        }

        known.Ports.Add(port);
        known.Remotes.Add(remote);
        known.Last = seen > known.Last ? seen : known.Last;
    }

    public string[] Lines() => [.. _devices
        .Select(device => string.Create(CultureInfo.InvariantCulture, $"{device.Key}|{device.Value.Remotes.Count}|{device.Value.Last:yyyy-MM-ddTHH:mm:ss.fffffff}Z|{string.Join(' ', device.Value.Ports)}"))
        .Order(StringComparer.Ordinal)];

    private sealed class Device
    {
        public SortedSet<ushort> Ports { get; } = [];

        public HashSet<IpAddress> Remotes { get; } = [];

        public DateTimeOffset Last { get; set; }
    }
}
