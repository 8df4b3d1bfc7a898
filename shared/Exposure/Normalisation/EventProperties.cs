using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Application properties of an event by which its producer says what the format itself does not.</summary>
/// <param name="All">By name, as sent.</param>
public sealed record EventProperties(IReadOnlyDictionary<string, string> All)
{
    /// <summary>The device of records that name none: the host that was asked, or whose log it is.</summary>
    public const string DeviceId = "deviceId";

    /// <summary>When a snapshot without a time of its own was taken, ISO 8601; without it, when the hub accepted the event.</summary>
    public const string ObservedAt = "observedAt";

    /// <summary>The scanned port, for scanners that do not write it.</summary>
    public const string Port = "port";

    /// <summary>The offset from UTC of local times, for example <c>+02:00</c>, or an IANA time zone; without it UTC.</summary>
    public const string TimeZone = "timeZone";

    /// <summary>The order of the fields of a line format without header, separated by spaces.</summary>
    public const string Fields = "fields";

    /// <summary>The names above: what is kept with a rejected event, so that it can be sent again.</summary>
    public static IReadOnlyList<string> Names { get; } = [DeviceId, ObservedAt, Port, TimeZone, Fields];

    /// <summary>An event without properties.</summary>
    public static EventProperties None { get; } = new(new Dictionary<string, string>());

    /// <summary>The value of a property; null when missing or blank.</summary>
    public string? this[string name] => All.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The device; null when the event names none, or one whose name is too long.</summary>
    public DeviceId? Device => DeviceNames.Normalise(this[DeviceId]);

    /// <summary>The port; null when missing or no port.</summary>
    public ushort? ScannedPort => ushort.TryParse(this[Port], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port : null;
}
