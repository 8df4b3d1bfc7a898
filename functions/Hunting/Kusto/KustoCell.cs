using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Reads values as either version of the protocol writes them.</summary>
internal static class KustoCell
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Adds a value to a column of the row under way; JSON's null adds nothing, which is null.</summary>
    /// <exception cref="JsonException">It is not of that type.</exception>
    public static void Add(TableBuilder rows, int column, ScalarType type, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            return;
        }

        switch (type)
        {
            case ScalarType.Bool: rows.Add(column, Flag(value)); break;
            case ScalarType.DateTime: rows.Add(column, Instant(value)); break;
            case ScalarType.Decimal: rows.Add(column, decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : throw No(type, value)); break;
            case ScalarType.Dynamic: rows.Add(column, KustoDynamic.Read(value)); break;
            case ScalarType.Guid: rows.Add(column, Guid.TryParse(value.ToString(), out var id) ? id : throw No(type, value)); break;
            case ScalarType.Int: rows.Add(column, value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var small) ? small : throw No(type, value)); break;
            case ScalarType.Long: rows.Add(column, value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var large) ? large : throw No(type, value)); break;
            case ScalarType.Real: rows.Add(column, double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : throw No(type, value)); break;
            case ScalarType.TimeSpan: rows.Add(column, TimeSpan.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var span) ? span : throw No(type, value)); break;
            default: rows.Add(column, value.ToString()); break;
        }
    }

    // Version 1 stores it as a signed byte.
    private static bool Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble() != 0,
        _ => throw No(ScalarType.Bool, value),
    };

    private static DateTime Instant(JsonElement value) =>
        DateTime.TryParse(value.ToString(), CultureInfo.InvariantCulture, Utc, out var instant) ? new(instant.Ticks) : throw No(ScalarType.DateTime, value);

    private static JsonException No(ScalarType type, JsonElement value) => new($"A {type.Name()} was expected, not a {value.ValueKind}.");
}
