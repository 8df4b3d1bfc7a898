using ExposurePipeline.Benchmarks.Doors;

namespace ExposurePipeline.Benchmarks.ColdStart;

/// <summary>The least .NET program: what every other one takes longer than.</summary>
internal static class HelloProgram
{
    /// <summary>Builds it, once.</summary>
    /// <returns>The executable.</returns>
    public static string Build()
    {
        var folder = Path.Combine(Path.GetTempPath(), "exposure-hello");
        var executable = Path.Combine(folder, "out", "hello");
        if (!File.Exists(executable))
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "hello.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
            File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(\"hello\");");
            PublishedApp.Run("dotnet", "build", folder, "-c", "Release", "-v", "q", "--nologo", "-o", Path.Combine(folder, "out"));
        }

        return executable;
    }
}
