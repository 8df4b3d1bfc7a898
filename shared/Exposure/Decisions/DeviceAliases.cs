using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>
/// The names under which other sources may know a device: those that call it by its host name, and those that call it by the resource
/// that it is in its cloud. What they said under such a name is the device's.
/// </summary>
internal static class DeviceAliases
{
    /// <summary>Fully qualified names and cloud resources only: a short host name is not one device's alone.</summary>
    public static IEnumerable<DeviceId> Of(EntityId device, DeviceProfile? profile) =>
        new[] { FullName(profile?.Name), CloudAsset.DeviceOf(profile?.CloudResourceId)?.Value }
            .Where(name => name != device.Key && DeviceId.TryCreate(name, out _)).Select(name => new DeviceId(name!)).Distinct();

    private static string? FullName(string? name) =>
        name?.Trim().TrimEnd('.').ToLowerInvariant() is { } full && full.Contains('.', StringComparison.Ordinal) && !full.StartsWith("localhost.", StringComparison.Ordinal) ? full : null;
}
