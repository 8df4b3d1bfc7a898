using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>Bodies as Azure Resource Manager writes them.</summary>
internal static class Arm
{
    public const string Network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/";
    public const string Machine = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/";

    public static JsonObject Resource(string type, string id, JsonObject properties) =>
        new() { ["id"] = id, ["name"] = id[(id.LastIndexOf('/') + 1)..], ["type"] = type, ["location"] = "westeurope", ["properties"] = properties };

    public static JsonObject Part(string of, string path, JsonObject properties) =>
        new() { ["id"] = $"{of}/{path}", ["name"] = path[(path.LastIndexOf('/') + 1)..], ["properties"] = properties };

    public static JsonObject Reference(string id) => new() { ["id"] = id };

    public static JsonArray List(params IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray Texts(params IEnumerable<string> items) => [.. items.Select(static item => (JsonNode)item)];

    public static JsonObject PublicAddress(string name, string address, string sku)
    {
        var resource = Resource("Microsoft.Network/publicIPAddresses", $"{Network}publicIPAddresses/{name}", new() { ["ipAddress"] = address, ["publicIPAllocationMethod"] = "Static" });
        resource["sku"] = new JsonObject { ["name"] = sku };
        return resource;
    }
}
