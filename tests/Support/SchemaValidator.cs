using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Support;

/// <summary>The validator ajv.</summary>
public static class SchemaValidator
{
    /// <summary>The body of a tag change.</summary>
    public const string TagChange = "urn:exposure-pipeline:schema:tag-change:1";

    /// <summary>The body of a recommendation.</summary>
    public const string Recommendation = "urn:exposure-pipeline:schema:recommendation:1";

    /// <summary>A device as HTTP clients see it.</summary>
    public const string Machine = "urn:exposure-pipeline:schema:machine:1";

    /// <summary>A resource of a cloud as HTTP clients see it.</summary>
    public const string Resource = "urn:exposure-pipeline:schema:resource:1";

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
        new[] { "Exposure", "Reachability" }.SelectMany(static project => Directory.EnumerateFiles(Repository.File("shared", project, "Messages"), "*.schema.json")).Order().Select(f => JsonNode.Parse(File.ReadAllText(f))!);
}
