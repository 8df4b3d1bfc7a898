using System.Text.Json.Nodes;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Exposure.Messages;

/// <summary>The validator ajv.</summary>
internal static class SchemaValidator
{
    public const string TagChange = "urn:exposure-pipeline:schema:tag-change:1";
    public const string Recommendation = "urn:exposure-pipeline:schema:recommendation:1";
    public const string Machine = "urn:exposure-pipeline:schema:machine:1";

    private static readonly NodeProgram Ajv = new("ajv", Repository.File("tests", "Exposure", "Messages", "ajv"), "validate.mjs");

    /// <summary>For each document what is wrong with it; an empty text for nothing.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(string schema, IEnumerable<JsonNode> documents)
    {
        var input = new JsonObject
        {
            ["schemas"] = new JsonArray([.. Schemas()]),
            ["cases"] = new JsonArray([.. documents.Select(d => new JsonObject { ["schema"] = schema, ["document"] = d.DeepClone() })]),
        };
        return [.. JsonNode.Parse(await Ajv.RunAsync(input.ToJsonString()))!.AsArray().Select(n => n!.GetValue<string>())];
    }

    private static IEnumerable<JsonNode> Schemas() =>
        Directory.EnumerateFiles(Repository.File("shared", "Exposure", "Messages"), "*.schema.json").Order().Select(f => JsonNode.Parse(File.ReadAllText(f))!);
}
