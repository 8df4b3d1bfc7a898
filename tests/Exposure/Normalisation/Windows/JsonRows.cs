using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Windows;

/// <summary>Changes of a row.</summary>
internal static class JsonRows
{
    /// <summary>The row with another value, or without the member where it is null.</summary>
    public static JsonObject With(this JsonObject row, string name, JsonNode? value)
    {
        row.Remove(name);
        if (value is not null)
        {
            row[name] = value;
        }

        return row;
    }
}
