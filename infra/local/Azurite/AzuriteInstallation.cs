using System.Reflection;

namespace ExposurePipeline.Local.Azurite;

/// <summary>The files Azurite is installed from, carried in this assembly.</summary>
internal static class AzuriteInstallation
{
    private static readonly string[] Files = ["package.json", "package-lock.json", "launch.cjs"];

    /// <summary><c>.local/azurite</c> below the folder of <c>Pipeline.sln</c>, else below the working folder.</summary>
    public static string DefaultFolder { get; } = Path.Combine(RepositoryRoot() ?? Directory.GetCurrentDirectory(), ".local", "azurite");

    /// <summary>The folder with <c>launch.cjs</c> and <c>node_modules</c>; installs them on the first call.</summary>
    /// <exception cref="AzuriteException">npm is missing or failed.</exception>
    public static Task<string> EnsureAsync(string folder, Action<string> progress, CancellationToken cancel) =>
        NodePackages.EnsureAsync(folder, Files.ToDictionary(name => name, Content), progress, cancel);

    private static byte[] Content(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Azurite/{name}")
            ?? throw new AzuriteException($"Azurite/{name} is not part of this build.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    private static string? RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
