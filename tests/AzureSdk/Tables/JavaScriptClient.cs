using System.Diagnostics;
using System.Text.Json.Nodes;
using ExposurePipeline.Local.Azurite;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

/// <summary>Microsoft's JavaScript client (@azure/data-tables), run by node; installed by lock file below the ignored .local.</summary>
internal sealed class JavaScriptClient(string connectionString, string table)
{
    private static readonly string[] Files = ["package.json", "package-lock.json", "interop.mjs"];

    public async Task<JsonArray> ReadAsync() => JsonNode.Parse(await RunAsync("read", ""))!.AsArray();

    public Task WriteAsync(JsonArray entities) => RunAsync("write", entities.ToJsonString());

    public Task CommitAsync(JsonArray actions) => RunAsync("commit", actions.ToJsonString());

    private async Task<string> RunAsync(string command, string input)
    {
        var folder = await NodePackages.EnsureAsync(
            Repository.File(".local", "interop"),
            Files.ToDictionary(name => name, name => File.ReadAllBytes(Repository.File("tests", "AzureSdk", "Tables", "interop", name))),
            static _ => { });
        using var node = Process.Start(new ProcessStartInfo("node", ["interop.mjs", command, connectionString, table])
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
