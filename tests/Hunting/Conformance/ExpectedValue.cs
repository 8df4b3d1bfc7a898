using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Conformance;

/// <summary>Whether a value is the one a case expects.</summary>
internal static class ExpectedValue
{
    private const double Tolerance = 1e-9;

    public static bool Same(ScalarType type, object? given, JsonElement wanted, bool setSemantics) => (given, wanted.ValueKind) switch
    {
        (null, _) or (_, JsonValueKind.Null) => given is null && wanted.ValueKind is JsonValueKind.Null,
        (string text, JsonValueKind.String) => text == wanted.GetString(),
        (bool flag, JsonValueKind.True or JsonValueKind.False) => flag == wanted.GetBoolean(),
        (int or long, JsonValueKind.Number) => SameWhole(Convert.ToInt64(given, CultureInfo.InvariantCulture), wanted),
        (double real, _) => Same(real, wanted),
        (decimal exact, _) => decimal.TryParse(wanted.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && Same((double)exact, (double)d),
        (DateTime instant, JsonValueKind.String) => ScalarText.Of(instant) == wanted.GetString(),
        (TimeSpan span, JsonValueKind.String) => ScalarText.Of(span) == wanted.GetString(),
        (Guid guid, JsonValueKind.String) => guid == wanted.GetGuid(),
        (Dynamic value, _) => SameJson(JsonDocument.Parse(value.ToString()).RootElement, wanted, setSemantics),
        _ => false,
    };

    // The samples went through doubles, which hold whole numbers exactly up to 2^53.
    private static bool SameWhole(long given, JsonElement wanted)
        => wanted.TryGetInt64(out var whole) && Math.Abs(whole / 2) < 1L << 52 ? given == whole : (double)given == wanted.GetDouble();

    private static bool Same(double given, JsonElement wanted) => wanted.ValueKind is JsonValueKind.String
        ? double.TryParse(wanted.GetString(), CultureInfo.InvariantCulture, out var special) && given.Equals(special)
        : wanted.ValueKind is JsonValueKind.Number && Same(given, wanted.GetDouble());

    private static bool Same(double given, double wanted)
        => given.Equals(wanted) || Math.Abs(given - wanted) <= Tolerance * Math.Max(Math.Abs(given), Math.Abs(wanted));

    private static bool SameJson(JsonElement given, JsonElement wanted, bool setSemantics) => (given.ValueKind, wanted.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Same(given.GetDouble(), wanted.GetDouble()),
        (JsonValueKind.Array, JsonValueKind.Array) => SameItems([.. given.EnumerateArray()], [.. wanted.EnumerateArray()], setSemantics),
        (JsonValueKind.Object, JsonValueKind.Object) => given.EnumerateObject().Count() == wanted.EnumerateObject().Count()
            && given.EnumerateObject().All(p => wanted.TryGetProperty(p.Name, out var other) && SameJson(p.Value, other, setSemantics)),
        (var a, var b) => a == b && given.ToString() == wanted.ToString(),
    };

    private static bool SameItems(List<JsonElement> given, List<JsonElement> wanted, bool setSemantics)
        => given.Count == wanted.Count && wanted.Select((item, i) => (item, i)).All(w =>
        {
            var match = setSemantics ? given.FindIndex(g => SameJson(g, w.item, true)) : SameJson(given[0], w.item, false) ? 0 : -1;
            if (match >= 0)
            {
                given.RemoveAt(match);
            }

            return match >= 0;
        });
}
