using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>
/// The names under which other sources may know a device: those that call it by its host name or its cloud's instance id. What they said
/// under such a name is the device's.
/// </summary>
internal static class DeviceAliases
{
    private const string AwsInstance = ":instance/";

    /// <summary>Fully qualified names and instance ids only: a short host name is not one device's alone.</summary>
    public static IEnumerable<DeviceId> Of(EntityId device, DeviceProfile? profile) =>
        new[] { FullName(profile?.Name), Instance(profile?.CloudResourceId) }
            .Where(name => name != device.Key && DeviceId.TryCreate(name, out _)).Select(name => new DeviceId(name!)).Distinct();

    private static string? FullName(string? name) =>
        name?.Trim().TrimEnd('.').ToLowerInvariant() is { } full && full.Contains('.', StringComparison.Ordinal) && !full.StartsWith("localhost.", StringComparison.Ordinal) ? full : null;

    private static string? Instance(string? resource) => resource?.IndexOf(AwsInstance, StringComparison.Ordinal) is >= 0 and var at
        ? resource[(at + AwsInstance.Length)..]
        : resource?.StartsWith("//", StringComparison.Ordinal) == true ? resource.ToLowerInvariant() : null;
}
