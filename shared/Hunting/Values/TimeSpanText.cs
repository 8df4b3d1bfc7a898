using System.Globalization;

namespace ExposurePipeline.Hunting.Values;

/// <summary>Reads durations: <c>1.02:03:04.5</c>, or a number with a unit as in <c>1.5h</c>; a bare number counts days.</summary>
internal static class TimeSpanText
{
    private static readonly Dictionary<string, double> TicksPerUnit = Units(
        (TimeSpan.TicksPerDay, "d day days"),
        (TimeSpan.TicksPerHour, "h hr hrs hour hours"),
        (TimeSpan.TicksPerMinute, "m min minute minutes"),
        (TimeSpan.TicksPerSecond, "s sec second seconds"),
        (TimeSpan.TicksPerMillisecond, "ms milli millis millisec millisecond milliseconds"),
        (TimeSpan.TicksPerMicrosecond, "micro micros microsec microsecond microseconds"),
        (0.01, "nano nanos nanosec nanosecond nanoseconds"),
        (1, "tick ticks"));

    public static bool IsUnit(ReadOnlySpan<char> unit) => TicksPerUnit.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(unit);

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value)
    {
        text = text.Trim();
        value = default;
        if (text.Contains(':'))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
        }

        var unitAt = text.IndexOfAnyInRange('a', 'z');
        var number = unitAt < 0 ? text : text[..unitAt];
        var unit = unitAt < 0 ? "d" : text[unitAt..];
        return TicksPerUnit.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(unit, out var ticks)
            && decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count)
            && TryTicks((double)count, ticks, out value);
    }

    private static bool TryTicks(double count, double ticksPerUnit, out TimeSpan value)
    {
        var ticks = count * ticksPerUnit;
        var fits = Math.Abs(ticks) < long.MaxValue;
        value = fits ? new TimeSpan((long)ticks) : default;
        return fits;
    }

    private static Dictionary<string, double> Units(params (double Ticks, string Names)[] units)
        => units.SelectMany(unit => unit.Names.Split(' '), (unit, name) => (name, unit.Ticks)).ToDictionary(StringComparer.Ordinal);
}
