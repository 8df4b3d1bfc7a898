using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>When a Windows event happened.</summary>
internal static class WindowsTime
{
    private const int LongestTime = 64;
    private const int DateAndTime = 19;

    /// <summary>
    /// The best of its times: Sysmon's own, the system's, the forwarder's if its zone is written or known from the event's property, the
    /// collector's (seconds late, but with a zone), and only then a local time taken for UTC. False when none can be read.
    /// </summary>
    public static bool TryFind(WindowsEvent record, EventProperties properties, out DateTimeOffset time) =>
        TryParse(record[WindowsField.UtcTime], out time)
        || TryParse(record[WindowsField.SystemTime], out time)
        || TryLocal(record[WindowsField.EventTime], properties, out time)
        || TryParse(record[WindowsField.Collected], out time)
        || TryParse(record[WindowsField.EventTime], out time);

    private static bool TryLocal(string? text, EventProperties properties, out DateTimeOffset time)
    {
        if (!TryParse(text, out time) || HasZone(text!))
        {
            return time != default;
        }

        var clock = properties[EventProperties.TimeZone] is null ? null : LocalClock.Of(properties);
        time = clock?.ToUtc(time) ?? default;
        return clock is not null;
    }

    private static bool HasZone(string text) => text.Length <= DateAndTime ? !text.Contains('-', StringComparison.Ordinal) : text.AsSpan(DateAndTime).IndexOfAny("Zz+-") >= 0;

    // Fluent Bit puts a space before the offset; some collectors count from the Unix epoch.
    private static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is null or { Length: > LongestTime })
        {
            return false;
        }

        var bytes = Encoding.UTF8.GetBytes(text.Replace(" +", "+", StringComparison.Ordinal).Replace(" -", "-", StringComparison.Ordinal));
        return EventTime.TryParse(bytes, out time) || EventTime.TryParseEpochMilliseconds(bytes, out time) || EventTime.TryParseEpoch(bytes, out time);
    }
}
