using System.Diagnostics;
using System.Text.Json.Nodes;
using ExposurePipeline.Local.Azurite;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Messages;

/// <summary>The validator ajv, run by node; installed by lock file below the ignored .local.</summary>
internal static class SchemaValidator
{
    public const string TagChange = "urn:exposure-pipeline:schema:tag-change:1";
    public const string Machine = "urn:exposure-pipeline:schema:machine:1";

    private static readonly string[] Files = ["package.json", "package-lock.json", "validate.mjs"];

    /// <summary>For each document what is wrong with it; an empty text for nothing.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(string schema, IEnumerable<JsonNode> documents)
    {
        var folder = await NodePackages.EnsureAsync(
            Repository.File(".local", "ajv"),
            Files.ToDictionary(name => name, name => File.ReadAllBytes(Repository.File("tests", "Exposure", "Messages", "ajv", name))),
            static _ => { });
        var input = new JsonObject
        {
            ["schemas"] = new JsonArray([.. Schemas()]),
            ["cases"] = new JsonArray([.. documents.Select(d => new JsonObject { ["schema"] = schema, ["document"] = d.DeepClone() })]),
        };
        return [.. JsonNode.Parse(await RunAsync(folder, input.ToJsonString()))!.AsArray().Select(n => n!.GetValue<string>())];
    }

    private static IEnumerable<JsonNode> Schemas() =>
        Directory.EnumerateFiles(Repository.File("shared", "Exposure", "Messages"), "*.schema.json").Order().Select(f => JsonNode.Parse(File.ReadAllText(f))!);

    private static async Task<string> RunAsync(string folder, string input)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["validate.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return await output;
    }
}
