using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Types of columns by what either version of the protocol calls them: the language's names, or the framework's.</summary>
internal static class KustoTypes
{
    private static readonly Dictionary<string, ScalarType> OfFramework = new(StringComparer.Ordinal)
    {
        ["SByte"] = ScalarType.Bool, ["Boolean"] = ScalarType.Bool,
        ["DateTime"] = ScalarType.DateTime,
        ["SqlDecimal"] = ScalarType.Decimal,
        ["Object"] = ScalarType.Dynamic,
        ["Guid"] = ScalarType.Guid,
        ["Int32"] = ScalarType.Int,
        ["Int64"] = ScalarType.Long,
        ["Double"] = ScalarType.Real, ["Single"] = ScalarType.Real,
        ["String"] = ScalarType.String,
        ["TimeSpan"] = ScalarType.TimeSpan,
    };

    /// <exception cref="JsonException">The type is not known.</exception>
    public static ScalarType Of(JsonElement column)
    {
        var name = column.TryGetProperty("ColumnType", out var type) && type.ValueKind is JsonValueKind.String || column.TryGetProperty("DataType", out type) ? type.GetString()! : "";
        return ScalarTypes.TryRead(name, out var scalar) || OfFramework.TryGetValue(name.Replace("System.", "", StringComparison.Ordinal), out scalar)
            ? scalar
            : throw new JsonException($"'{name}' is no type of a column.");
    }
}
