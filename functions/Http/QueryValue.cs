using System.Globalization;

namespace ExposurePipeline.Functions.Http;

/// <summary>Compares values of a query.</summary>
internal static class QueryValue
{
    public static bool AreEqual(object? left, object? right) => left is null || right is null ? left is null && right is null : Order(left, right) == 0;

    /// <summary>Negative, zero or positive; null where either is null, so that no inequality holds.</summary>
    public static int? Order(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ => Convert.ToDecimal(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(right, CultureInfo.InvariantCulture)),
    };

    /// <summary>As <see cref="Order"/>, with null before everything, so that every list can be sorted.</summary>
    public static int Sort(object? left, object? right) => Order(left, right) ?? (left is null ? 0 : 1) - (right is null ? 0 : 1);
}
