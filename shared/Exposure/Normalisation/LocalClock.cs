using System.Text;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Turns local times, which some logs write without a zone, into UTC.</summary>
/// <param name="zone">The zone of the device's clock.</param>
internal sealed class LocalClock(TimeZoneInfo zone)
{
    private const int LongestZone = 64;

    /// <summary>A clock that shows UTC.</summary>
    public static LocalClock Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>The clock that the event's property <see cref="EventProperties.TimeZone"/> names, UTC without it; null when it names none that exists.</summary>
    public static LocalClock? Of(EventProperties properties) => properties[EventProperties.TimeZone] switch
    {
        null => Utc,
        var text when Offset(text) is { } offset => new(TimeZoneInfo.CreateCustomTimeZone(text, offset, text, text)),
        var text when IsZone(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) => new(zone),
        _ => null,
    };

    /// <summary>The moment in UTC; a local time that a change of the clocks repeats is taken for standard time.</summary>
    /// <param name="written">The local time, read as if it were UTC.</param>
    public DateTimeOffset ToUtc(DateTimeOffset written)
    {
        var ticks = written.Ticks - zone.GetUtcOffset(written.DateTime).Ticks;
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks ? written : new(ticks, TimeSpan.Zero);
    }

    // The offset of a moment is read by the parser of moments.
    private static TimeSpan? Offset(string text) =>
        text[0] is '+' or '-' && EventTime.TryParse(Encoding.UTF8.GetBytes($"2000-01-02T00:00:00{text}"), out var moment)
            ? new DateTimeOffset(2000, 1, 2, 0, 0, 0, TimeSpan.Zero) - moment
            : null;

    // A zone's name is a path below the machine's zone files: nothing else may be reached through it.
    private static bool IsZone(string text) =>
        text.Length <= LongestZone && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');
}
