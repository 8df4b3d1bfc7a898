using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>First and last event about a device, of whatever kind.</summary>
internal static class MachineTimes
{
    public static DateTime? First(DeviceState state) => All(state) is { Count: > 0 } all ? all.Min(s => s.First).UtcDateTime : null;

    public static DateTime? Last(DeviceState state) => All(state) is { Count: > 0 } all ? all.Max(s => s.Last).UtcDateTime : null;

    private static List<Sighting> All(DeviceState state) =>
    [
        .. state.Reasons.Items.Select(r => r.Value),
        .. state.Evidence.Items.Select(e => e.Value.Seen),
        .. state.Listeners.Items.Select(l => l.Value.Seen),
        .. state.Addresses.Items.Select(a => a.Value),
        .. state.Profile is { } profile ? [Sighting.At(profile.At)] : Array.Empty<Sighting>(),
    ];
}
