using System.Globalization;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Whole numbers as exports write them: <c>6</c>, and <c>6.0</c> where a table has floating-point columns (pandas, BigQuery).</summary>
internal static class FlowNumber
{
    private const int SafeDigits = 18; // more may not fit 64 bits

    /// <summary>Null when negative, missing or no whole number.</summary>
    public static long? Parse(ReadOnlySpan<byte> text)
    {
        if (Plain(text) is { } plain)
        {
            return plain;
        }

        var point = text.IndexOf((byte)'.');
        return point > 0 && text[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0 ? Plain(text[..point]) : null;
    }

    /// <summary>Digits alone; null for everything else.</summary>
    public static long? Plain(ReadOnlySpan<byte> digits)
    {
        if (digits.Length > SafeDigits)
        {
            return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var large) ? large : null;
        }

        var number = 0L;
        foreach (var letter in digits)
        {
            if (letter is < (byte)'0' or > (byte)'9')
            {
                return null;
            }

            number = (number * 10) + letter - '0';
        }

        return digits.IsEmpty ? null : number;
    }

    /// <summary>Null unless from 0 to 65535.</summary>
    public static ushort? Port(ReadOnlySpan<byte> text) => AsPort(Parse(text));

    /// <summary>Digits alone, from 0 to 65535; null for everything else.</summary>
    public static ushort? PlainPort(ReadOnlySpan<byte> digits) => AsPort(Plain(digits));

    private static ushort? AsPort(long? number) => number is >= 0 and <= ushort.MaxValue ? (ushort)number : null;
}
