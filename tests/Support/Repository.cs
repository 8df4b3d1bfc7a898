namespace ExposurePipeline.Tests.Support;

/// <summary>Where the checkout and the optional sample folder lie.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Pipeline.sln</c>.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The folder of third-party samples beside the checkout; absent in a plain clone.</summary>
    public static string SharedData { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>Whether <see cref="SharedData"/> is there.</summary>
    public static bool HasSharedData => Directory.Exists(SharedData);

    /// <summary>A path below the checkout.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path below <see cref="SharedData"/>.</summary>
    public static string Shared(params string[] parts) => Path.Combine([SharedData, .. parts]);

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Pipeline.sln above {from}.");
    }
}
