using System.Text.Json.Nodes;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

/// <summary>Microsoft's JavaScript client (@azure/data-tables).</summary>
internal sealed class JavaScriptClient(string connectionString, string table)
{
    private static readonly NodeProgram Program = new("interop", Repository.File("tests", "AzureSdk", "Tables", "interop"), "interop.mjs");

    public async Task<JsonArray> ReadAsync() => JsonNode.Parse(await RunAsync("read", ""))!.AsArray();

    public Task WriteAsync(JsonArray entities) => RunAsync("write", entities.ToJsonString());

    public Task CommitAsync(JsonArray actions) => RunAsync("commit", actions.ToJsonString());

    private Task<string> RunAsync(string command, string input) => Program.RunAsync(input, command, connectionString, table);
}
