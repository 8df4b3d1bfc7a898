using System.Diagnostics;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>The function app as it is deployed.</summary>
internal static class PublishedApp
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "published-app");

    /// <summary>Publishes it with the command of the README, unless what lies there is newer than every source file.</summary>
    /// <returns>The executable.</returns>
    public static string Publish()
    {
        var executable = Path.Combine(Folder, "ExposurePipeline.Functions");
        if (!IsCurrent(executable))
        {
            Console.WriteLine("Publishing the function app ...");
            Run("dotnet", "publish", Repository.File("functions"), "-c", "Release", "-r", "linux-x64", "--self-contained", "-v", "q", "--nologo", "-o", Folder);
        }

        return executable;
    }

    /// <summary>Runs a program to its end.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
        }
    }

    private static bool IsCurrent(string executable) => File.Exists(executable) && new[] { "functions", "shared" }
        .SelectMany(static folder => Directory.EnumerateFiles(Repository.File(folder), "*.*", SearchOption.AllDirectories))
        .Where(static file => Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".targets" && !file.Contains("/obj/", StringComparison.Ordinal))
        .All(file => File.GetLastWriteTimeUtc(file) <= File.GetLastWriteTimeUtc(Path.ChangeExtension(executable, ".Functions.dll")));
}
