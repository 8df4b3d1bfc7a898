using System.Globalization;
using System.Xml;
using ExposurePipeline.Functions.Hunting;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>Reads spans of time as ISO 8601 writes them: <c>start/end</c>, <c>P30D/end</c>, <c>start/P30D</c>, <c>P30D</c> until now, or a start alone.</summary>
internal static class TimespanText
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Instants = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>What counts where nothing is said: 30 days, and what clocks ahead of this one already wrote.</summary>
    public static HuntingSpan Default(DateTime now) => new(Back(now, TimeSpan.FromDays(30)), DateTime.MaxValue);

    /// <summary>Reads one; no span ends before it starts.</summary>
    public static bool TryRead(string text, DateTime now, out HuntingSpan span)
    {
        span = text.Split('/') switch
        {
            [var only] when Duration(only) is { } length => new(Back(now, length), now),
            [var only] when Instant(only) is { } start => new(start, now),
            [var first, var last] when Instant(first) is { } start && Instant(last) is { } end => new(start, end),
            [var first, var last] when Duration(first) is { } length && Instant(last) is { } end => new(Back(end, length), end),
            [var first, var last] when Instant(first) is { } start && Duration(last) is { } length => new(start, Forward(start, length)),
            _ => new(DateTime.MaxValue, DateTime.MinValue),
        };
        return span.Start <= span.End;
    }

    private static DateTime? Instant(string text) =>
        DateTime.TryParseExact(text.Trim(), Instants, CultureInfo.InvariantCulture, Utc, out var instant) ? instant : null;

    private static TimeSpan? Duration(string text)
    {
        text = text.Trim();
        if (text is ['P', .. var weeks, 'W'] && int.TryParse(weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return TimeSpan.FromDays(Math.Min(count, 100_000) * 7.0);
        }

        try
        {
            return text.StartsWith('P') ? XmlConvert.ToTimeSpan(text) : null;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException) // the reader has no Try form
        {
            return null;
        }
    }

    private static DateTime Back(DateTime from, TimeSpan length) => length.Ticks >= from.Ticks ? DateTime.MinValue : from - length;

    private static DateTime Forward(DateTime from, TimeSpan length) => length.Ticks >= (DateTime.MaxValue - from).Ticks ? DateTime.MaxValue : from + length;
}
