using System.Text.Json;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Reads how a result wants to be drawn from the table of its properties, whose rows are a table's id, a key and a value.</summary>
internal static class KustoVisualization
{
    private const string Key = "Visualization";

    /// <summary>What <c>render</c> asked for; null when nothing did.</summary>
    public static Visualization? Read(JsonElement rows) => rows.EnumerateArray()
        .Where(static row => row.ValueKind is JsonValueKind.Array && row.GetArrayLength() == 3 && row[1].ValueKind is JsonValueKind.String && row[1].ValueEquals(Key))
        .Select(static row => KustoDynamic.Read(row[2])).OfType<DynamicBag>().Select(Of).FirstOrDefault();

    private static Visualization? Of(DynamicBag bag)
    {
        var properties = bag.Properties.Where(static each => each.Value?.Text is { Length: > 0 }).ToDictionary(static each => each.Key.ToLowerInvariant(), static each => each.Value!.Text);
        return properties.Remove(Key.ToLowerInvariant(), out var chart) ? new(chart, properties) : null;
    }
}
