using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.State;

/// <summary>Profiles of one moment: by report number, then by the other members in turn, so that equal members mean equal profiles.</summary>
public readonly struct ProfileOrder : IOrder<DeviceProfile>
{
    /// <inheritdoc/>
    public static int Compare(DeviceProfile left, DeviceProfile right)
    {
        var order = Nullable.Compare(left.ReportId, right.ReportId);
        order = order != 0 ? order : Texts(left).Zip(Texts(right), string.CompareOrdinal).FirstOrDefault(c => c != 0);
        order = order != 0 ? order : left.Tags.Count.CompareTo(right.Tags.Count);
        order = order != 0 ? order : left.Tags.Zip(right.Tags, string.CompareOrdinal).FirstOrDefault(c => c != 0);
        return order != 0 ? order : Nullable.Compare(left.IsInternetFacing, right.IsInternetFacing);
    }

    private static IEnumerable<string?> Texts(DeviceProfile p) =>
    [
        p.Name, p.Platform, p.OsVersion, p.Group, p.OnboardingStatus, p.HealthStatus,
        p.DeviceType, p.DeviceValue, p.ExposureLevel, p.AadDeviceId, p.CloudResourceId,
    ];
}

/// <summary>What state keeps of a profile.</summary>
public static class Profiles
{
    /// <summary>Most tags kept: the first in ordinal order.</summary>
    public const int Tags = 32;

    /// <summary>Longest kept tag, in encoded bytes.</summary>
    public const int TagBytes = 48;

    /// <summary>Longest kept name or cloud resource id, in encoded bytes.</summary>
    public const int LongBytes = 384;

    /// <summary>Longest kept other text, in encoded bytes.</summary>
    public const int ShortBytes = 64;

    /// <summary>The profile with every text shortened to its limit.</summary>
    public static DeviceProfile Bound(DeviceProfile p) => new(
        Long(p.Name), Short(p.Platform), Short(p.OsVersion), Short(p.Group), Short(p.OnboardingStatus), Short(p.HealthStatus),
        Short(p.DeviceType), Short(p.DeviceValue), Short(p.ExposureLevel), Short(p.AadDeviceId),
        [.. p.Tags.Select(t => BoundedText.Shorten(t, TagBytes)).Distinct().Order(StringComparer.Ordinal).Take(Tags)],
        Long(p.CloudResourceId), p.IsInternetFacing, p.ReportId);

    private static string? Long(string? text) => text is null ? null : BoundedText.Shorten(text, LongBytes);

    private static string? Short(string? text) => text is null ? null : BoundedText.Shorten(text, ShortBytes);
}
