using System.Globalization;

namespace ExposurePipeline.Hunting.Values;

/// <summary>The text of values, as tostring() gives it.</summary>
internal static class ScalarText
{
    public static string Of(bool value) => value ? "True" : "False";

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(Guid value) => value.ToString("D");

    public static string Of(DateTime value) => value.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static string Of(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>A short text that reads back, always with a point or an exponent.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        var (digits, power) = RealText.Of(Math.Abs(value));
        return (value < 0 ? "-" : "") + Placed(digits, digits.Length + power);
    }

    // Where the point stands; far from the digits an exponent says so.
    private static string Placed(string digits, int point) => point switch
    {
        > 0 and <= 21 when point >= digits.Length => digits.PadRight(point, '0') + ".0",
        > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
        > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{point - 1}"),
    };

    /// <summary>As <see cref="Of(bool)"/> and its like, but a bool inside a dynamic value reads as in JSON.</summary>
    public static string OfDynamic(Dynamic? value) => value switch
    {
        null => "",
        DynamicScalar<string> { Value: var v } => v,
        DynamicScalar<bool> { Value: var v } => v ? "true" : "false",
        DynamicScalar<long> { Value: var v } => Of(v),
        DynamicScalar<int> { Value: var v } => Of((long)v),
        DynamicScalar<double> { Value: var v } => Of(v),
        DynamicScalar<decimal> { Value: var v } => Of(v),
        DynamicScalar<Guid> { Value: var v } => Of(v),
        DynamicScalar<DateTime> { Value: var v } => Of(v),
        DynamicScalar<TimeSpan> { Value: var v } => Of(v),
        _ => DynamicWriter.Write(value),
    };
}
