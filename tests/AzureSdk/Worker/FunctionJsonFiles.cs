using System.Diagnostics;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>What the build wrote beside the sample app.</summary>
public sealed class FunctionJsonFiles
{
    private static readonly string Folder = BuildOutput("tests", "SampleApp");

    [Theory]
    [InlineData("TakeMemory")] // settings in names, exponential retry without end
    [InlineData("TakeBytes")] // defaults, fixed retry
    [InlineData("TakeText")] // dataType string
    [InlineData("TakeOne")] // cardinality one
    [InlineData("Tick")]
    [InlineData("GetThing")]
    [InlineData("Echo")] // no route
    [InlineData("Broken")] // no methods
    public void it_says_what_the_attributes_say(string function) =>
        Golden.Matches(
            File.ReadAllText(Path.Combine(Folder, function, "function.json")),
            "tests", "AzureSdk", "Worker", "Golden", $"{function}.function.golden.json");

    [Fact]
    public void every_function_has_a_folder_with_nothing_else_in_it()
    {
        var folders = Directory.GetFiles(Folder, "function.json", SearchOption.AllDirectories).Select(Path.GetDirectoryName).ToList();

        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, "function-metadata.txt")), folders.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(folders, folder => Assert.Single(Directory.GetFileSystemEntries(folder!)));
    }

    [Fact]
    public void the_folder_of_a_function_that_is_gone_is_removed()
    {
        var output = Directory.CreateTempSubdirectory().FullName;
        var manifest = Path.Combine(output, "manifest.txt");
        Directory.CreateDirectory(Path.Combine(output, "Gone"));
        File.WriteAllText(Path.Combine(output, "Gone", "function.json"), "{}");
        Directory.CreateDirectory(Path.Combine(output, "Stranger"));
        File.WriteAllLines(manifest, ["Gone"]);

        Assert.Equal((0, string.Empty), Generate(typeof(SampleApp.EventFunctions).Assembly.Location, output, manifest));

        Assert.False(Directory.Exists(Path.Combine(output, "Gone")));
        Assert.True(Directory.Exists(Path.Combine(output, "Stranger"))); // not ours
        Assert.True(File.Exists(Path.Combine(output, "Tick", "function.json")));
        Directory.Delete(output, recursive: true);
    }

    [Fact]
    public void a_function_that_cannot_be_run_is_a_build_error_that_names_it()
    {
        var output = Directory.CreateTempSubdirectory().FullName;

        var (code, errors) = Generate(typeof(FunctionJsonFiles).Assembly.Location, output, Path.Combine(output, "manifest.txt"));

        Assert.Equal(1, code);
        Assert.Contains("FunctionMetadata : error FM0001: Function '1st' (", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(output));
        Directory.Delete(output);
    }

    private static (int Code, string Errors) Generate(string assembly, string output, string manifest)
    {
        var references = Path.GetTempFileName();
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var aspNet = Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpRequest).Assembly.Location)!;
        File.WriteAllLines(references, new[] { runtime, aspNet, AppContext.BaseDirectory }
            .SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
            .DistinctBy(Path.GetFileName));
        var tool = Path.Combine(BuildOutput("shared", "AzureSdk", "FunctionMetadata"), "FunctionMetadata.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", tool, assembly, references, output, manifest]) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        File.Delete(references);
        return (process.ExitCode, errors);
    }

    // This test runs from {project}/bin/{configuration}/{framework}; the others were built the same way.
    private static string BuildOutput(params string[] project)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine([Repository.Root, .. project, "bin", framework.Parent!.Name, framework.Name]);
    }
}
