using System.Globalization;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Whole numbers as exports write them: <c>6</c>, and <c>6.0</c> where a table has floating-point columns (pandas, BigQuery).</summary>
internal static class FlowNumber
{
    /// <summary>Null when negative, missing or no whole number.</summary>
    public static long? Parse(ReadOnlySpan<byte> text)
    {
        var point = text.IndexOf((byte)'.');
        var whole = point > 0 && text[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0 ? text[..point] : text;
        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Null unless from 0 to 65535.</summary>
    public static ushort? Port(ReadOnlySpan<byte> text) => Parse(text) is { } number and <= ushort.MaxValue ? (ushort)number : null;
}
