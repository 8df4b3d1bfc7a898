using System.Globalization;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>One time as text: seconds since the Unix epoch with or without a fraction, milliseconds, or ISO 8601; without an offset it counts as UTC.</summary>
internal static class TimeText
{
    private const int MillisecondDigits = 13;
    private const int DateAndTime = 19;
    private const string Digits7 = ".fffffff";

    /// <summary>Null when the text is no time that exists.</summary>
    public static DateTimeOffset? Read(string text) => IsNumber(text)
        ? DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * Unit(text)))
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>The same form and offset with another time; what cannot be read stays.</summary>
    public static string Move(string text, TimeSpan by) => Read(text) is { } at ? Write(at + by, text) : text;

    private static string Write(DateTimeOffset at, string before) => IsNumber(before) ? Number(at, before) : Iso(at, before);

    private static string Number(DateTimeOffset at, string before)
    {
        var number = (decimal)(at - DateTimeOffset.UnixEpoch).Ticks / Unit(before);
        var point = before.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? decimal.Floor(number).ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString($"F{before.Length - point - 1}", CultureInfo.InvariantCulture);
    }

    private static string Iso(DateTimeOffset at, string before)
    {
        var zone = before.AsSpan(DateAndTime).TrimStart(".0123456789");
        var digits = before.Length - DateAndTime - zone.Length;
        var fraction = zone is "Z" && before[DateAndTime - 9] == 'T' ? Digits7 : Digits7[..Math.Min(digits, Digits7.Length)];
        var time = at.ToString($"yyyy-MM-dd'{before[DateAndTime - 9]}'HH:mm:ss{fraction}", CultureInfo.InvariantCulture);
        return $"{time}{zone}";
    }

    private static decimal Unit(string text) => text.Length == MillisecondDigits && !text.Contains('.', StringComparison.Ordinal) ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond;

    private static bool IsNumber(string text) => text.All(c => c is (>= '0' and <= '9') or '.');
}
