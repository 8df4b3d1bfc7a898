using System.Diagnostics;
using System.Text.Json;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Conventions.AzurePackages;

/// <summary>What one project refers to, as MSBuild evaluates it.</summary>
/// <param name="Project">The project's path below the repository root.</param>
/// <param name="Kind"><c>Wanted</c> (AzureSdkReference), <c>Package</c>, <c>Version</c> (central) or <c>Project</c>.</param>
/// <param name="Name">A package's name, or a project's path below the repository root.</param>
internal sealed record EvaluatedReference(string Project, string Kind, string Name)
{
    /// <summary>Every reference of every project, where the Azure types come from Microsoft's packages or from ours.</summary>
    public static async Task<IReadOnlyList<EvaluatedReference>> AllAsync(bool azureSdk)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        string[] arguments = ["msbuild", "tests/Conventions/AzurePackages/References.proj", "-nologo", "-nodeReuse:false", "-getTargetResult:References", $"-p:AzureSdk={(azureSdk ? "true" : "false")}"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Read(output) : throw new InvalidOperationException($"MSBuild exited with {process.ExitCode}: {output}{await errors}");
    }

    private static List<EvaluatedReference> Read(string output)
    {
        using var document = JsonDocument.Parse(output);
        return [.. document.RootElement.GetProperty("TargetResults").GetProperty("References").GetProperty("Items").EnumerateArray().Select(Of)];
    }

    private static EvaluatedReference Of(JsonElement item)
    {
        var (kind, name) = (Text(item, "Kind"), Text(item, "Identity"));
        return new(Below(Text(item, "Project")), kind, kind == "Project" ? Below(name) : name);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static string Below(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
}
