using System.Globalization;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Numbers of bytes as people read them: 10.1 KB.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["Bytes", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>In the largest unit that leaves at least one, or in the given one, with at most <paramref name="digits"/> decimals.</summary>
    public static string Format(double bytes, long digits, string unit)
    {
        var chosen = Array.FindIndex(Units, u => u.Equals(unit, StringComparison.OrdinalIgnoreCase));
        if (chosen < 0)
        {
            chosen = (int)Math.Clamp(Math.Log(Math.Max(1, Math.Abs(bytes)), 1024), 0, Units.Length - 1);
        }

        var value = Math.Round(bytes / Math.Pow(1024, chosen), (int)Math.Clamp(digits, 0, 15), MidpointRounding.AwayFromZero);
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.###############} {Units[chosen]}");
    }
}
