using System.Globalization;
using System.Text;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Protocol;

/// <summary>Puts values into a filter as literals, so that no value can change the filter's meaning.</summary>
internal static class ODataFilter
{
    public static string Create(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);

    private static object Literal(object? argument, int position) => argument switch
    {
        null => "null",
        bool value => value ? "true" : "false",
        sbyte or byte or short or ushort or int or uint or decimal => Invariant(argument),
        long or ulong => Invariant(argument) + "L",
        double value => Double(value),
        float value => Double(value),
        Guid value => $"guid'{value}'",
        byte[] value => $"X'{Convert.ToHexString(value)}'",
        BinaryData value => $"X'{Convert.ToHexString(value)}'",
        DateTimeOffset value => Instant(value.UtcDateTime),
        DateTime value => Instant(value.ToUniversalTime()),
        string or char or StringBuilder => $"'{argument.ToString()!.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new ArgumentException($"Unable to convert argument {position} from type {argument.GetType()} to an OData literal."),
    };

    private static string Invariant(object number) => ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture);

    private static string Instant(DateTime utc) => $"datetime'{utc.ToString(EdmTypes.DateTimeFormat, CultureInfo.InvariantCulture)}'";

    // A whole double without a point would be read as Int32.
    private static string Double(double value)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
