using System.Globalization;
using Microsoft.OData.Edm;

namespace ExposurePipeline.Functions.Http;

/// <summary>Compares values of a query.</summary>
internal static class QueryValue
{
    /// <summary>A literal as it is compared: a date is its midnight in UTC; null for a kind that no property has (durations, times of day, guids, bytes, places).</summary>
    public static object? OfLiteral(object? literal) => literal switch
    {
        Date date => new DateTimeOffset(date.Year, date.Month, date.Day, 0, 0, 0, TimeSpan.Zero),
        string or bool or DateTimeOffset or double or float or decimal or long or int or short or byte or sbyte => literal,
        _ => null,
    };

    public static bool AreEqual(object? left, object? right) => left is null || right is null ? left is null && right is null : Order(left, right) is 0;

    /// <summary>Negative, zero or positive; null where either is null, so that no inequality holds.</summary>
    public static int? Order(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ when IsFar(left) || IsFar(right) => OrderFar(Convert.ToDouble(left, CultureInfo.InvariantCulture), Convert.ToDouble(right, CultureInfo.InvariantCulture)),
        _ => Convert.ToDecimal(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(right, CultureInfo.InvariantCulture)),
    };

    /// <summary>As <see cref="Order"/>, with null before everything, so that every list can be sorted.</summary>
    public static int Sort(object? left, object? right) => Order(left, right) ?? (left is null ? 0 : 1) - (right is null ? 0 : 1);

    // Beyond what a decimal holds, exactness is no question any more.
    private static bool IsFar(object value) => value is double or float && !(Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) < (double)decimal.MaxValue);

    // No number is before, after or equal to what is no number.
    private static int? OrderFar(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);
}
