using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Host names as device identifiers, for sources that know a device by its name only.</summary>
public static class DeviceNames
{
    /// <summary>Lower case, without a trailing dot; null when missing or too long.</summary>
    public static DeviceId? Normalise(string? name) =>
        DeviceId.TryCreate(name?.Trim().TrimEnd('.').ToLowerInvariant(), out var id) ? id : null;
}
