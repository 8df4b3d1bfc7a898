using System.Globalization;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Reads event times.</summary>
public static class EventTime
{
    private const int DateAndTime = 19;
    private const int TicksDigits = 7;
    private const long FirstMilliseconds = 100_000_000_000; // as seconds, the year 5138

    private static readonly long EndOfSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private static readonly long EndOfMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>
    /// <c>yyyy-MM-ddTHH:mm:ss</c> (or a space), up to nine fraction digits of which seven count, then <c>Z</c>, an offset, or nothing for UTC.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < DateAndTime || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || text[13] != ':' || text[16] != ':' || !TryMoment(text, out var moment) || !TryFraction(text[DateAndTime..], out var ticks, out var used)
            || !TryOffset(text[(DateAndTime + used)..], out var offset))
        {
            return false;
        }

        var utc = moment + ticks - offset;
        var isValid = utc >= 0 && utc <= DateTimeOffset.MaxValue.Ticks;
        time = isValid ? new(utc, TimeSpan.Zero) : default;
        return isValid;
    }

    /// <summary>Seconds since the Unix epoch, with up to nine fraction digits of which seven count.</summary>
    public static bool TryParseEpoch(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds >= EndOfSeconds
            || !TryFraction(text[whole.Length..], out var ticks, out var used) || whole.Length + used != text.Length)
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ticks);
        return true;
    }

    /// <summary>Whole milliseconds since the Unix epoch; numbers too small to be of this century are taken for seconds.</summary>
    public static bool TryParseEpochMilliseconds(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= EndOfMilliseconds)
        {
            return false;
        }

        time = number < FirstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
        return true;
    }

    private static bool TryMoment(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        // A leap second is the first moment of the next minute.
        ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + (second * TimeSpan.TicksPerSecond);
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out long ticks, out int used)
    {
        ticks = 0;
        used = 0;
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var digits = text[1..];
        var end = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = end < 0 ? digits : digits[..end];
        for (var i = 0; i < TicksDigits; i++)
        {
            ticks = (ticks * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        used = 1 + digits.Length;
        return digits.Length is > 0 and <= 9;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (text.Length is not (5 or 6) || text[0] is not ((byte)'+' or (byte)'-') || (text.Length == 6 && text[3] != ':')
            || !TryDigits(text[1..3], out var hours) || !TryDigits(text[^2..], out var minutes) || hours > 14 || minutes > 59)
        {
            return false;
        }

        ticks = ((hours * 60) + minutes) * TimeSpan.TicksPerMinute * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
