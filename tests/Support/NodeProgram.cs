using System.Diagnostics;
using ExposurePipeline.Local.Azurite;
using Xunit;

namespace ExposurePipeline.Tests.Support;

/// <summary>A script that node runs with packages of its own, installed once by lock file below the ignored <c>.local</c>.</summary>
/// <param name="name">Names the installation.</param>
/// <param name="folder">Where <c>package.json</c>, <c>package-lock.json</c> and the script lie.</param>
/// <param name="script">The script's file name.</param>
public sealed class NodeProgram(string name, string folder, string script)
{
    /// <summary>Runs it; fails with its error output unless it ends well.</summary>
    /// <param name="input">Its standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its standard output.</returns>
    public async Task<string> RunAsync(string input, params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = await InstallAsync(),
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

    private Task<string> InstallAsync()
    {
        string[] files = ["package.json", "package-lock.json", script];
        return NodePackages.EnsureAsync(
            Repository.File(".local", name), files.ToDictionary(file => file, file => File.ReadAllBytes(Path.Combine(folder, file))), static _ => { });
    }
}
