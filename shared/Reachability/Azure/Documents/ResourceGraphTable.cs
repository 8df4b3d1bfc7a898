using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>Names of columns, and rows without names: Azure Resource Graph's answer in <c>resultFormat: table</c>, and a table of Azure Monitor Logs.</summary>
/// <remarks>Source: "Azure Monitor Log Analytics API response format": values of type <c>dynamic</c> are text that holds JSON.</remarks>
internal static class ResourceGraphTable
{
    /// <summary>Whether a document is such a table.</summary>
    public static bool IsOne(Body document) => document["columns"].IsArray && document["rows"].IsArray;

    /// <summary>Each row as an object, as <c>resultFormat: objectArray</c> would have told it.</summary>
    public static IEnumerable<Body> Rows(Body document)
    {
        var columns = document["columns"].Items.Select(static column => new Column(column["name"].Text ?? column.Text ?? "", column["type"].Text is "dynamic")).ToArray();
        return document["rows"].Items.Select(row => Row(columns, row));
    }

    private static Body Row(Column[] columns, Body row)
    {
        var members = new JsonObject();
        foreach (var (column, cell) in columns.Zip(row.Items))
        {
            var value = column.IsDynamic && cell.Decoded is { Exists: true } decoded ? decoded : cell;
            members[column.Name] = value.Exists ? JsonNode.Parse(value.ToString()) : null;
        }

        return new(JsonSerializer.SerializeToElement(members));
    }

    private readonly record struct Column(string Name, bool IsDynamic);
}
