using System.Reflection;

namespace ExposurePipeline.Local.Hosting;

/// <summary>Where things lie in the checkout that this program was built in.</summary>
public static class RepositoryFolder
{
    private const string Marker = "Pipeline.sln";

    /// <summary>The folder that holds <c>Pipeline.sln</c>.</summary>
    /// <exception cref="SetupException">This program runs outside of a checkout.</exception>
    public static string Root { get; } = Find();

    /// <summary>State of the local host; ignored by git.</summary>
    public static string State => Path.Combine(Root, ".local");

    /// <summary>Output of the function app, which is built together with this program and in the same configuration.</summary>
    public static string FunctionApp => Path.Combine(Root, "functions", "bin", Configuration, Path.GetFileName(Path.TrimEndingDirectorySeparator(Framework)));

    /// <summary>Telemetry of the demonstration.</summary>
    public static string Demo => Path.Combine(Root, "infra", "local", "demo");

    /// <summary>Hubs, topics and subscriptions.</summary>
    public static string Entities => Path.Combine(Root, "infra", "local", "entities.json");

    private static string Configuration =>
        typeof(RepositoryFolder).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    private static string Framework => $"net{Environment.Version.Major}.0";

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        }

        throw new SetupException($"No {Marker} lies above {AppContext.BaseDirectory}: run this from a checkout, with dotnet run --project infra/local.");
    }
}
