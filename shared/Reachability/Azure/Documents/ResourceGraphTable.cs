using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>Azure Resource Graph's answer in <c>resultFormat: table</c>: names of columns, and rows without names.</summary>
internal static class ResourceGraphTable
{
    /// <summary>Whether a document is such a table.</summary>
    public static bool IsOne(Body document) => document["columns"].IsArray && document["rows"].IsArray;

    /// <summary>Each row as an object, as <c>resultFormat: objectArray</c> would have told it.</summary>
    public static IEnumerable<Body> Rows(Body document)
    {
        var names = document["columns"].Items.Select(static column => column["name"].Text ?? column.Text ?? "").ToArray();
        return document["rows"].Items.Select(row => Row(names, row));
    }

    private static Body Row(string[] names, Body row)
    {
        var members = new JsonObject();
        foreach (var (name, value) in names.Zip(row.Items))
        {
            members[name] = value.Exists ? JsonNode.Parse(value.ToString()) : null;
        }

        return new(JsonSerializer.SerializeToElement(members));
    }
}
