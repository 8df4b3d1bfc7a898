using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;

namespace ExposurePipeline.Local.Azurite;

/// <summary>Installs the npm packages named by the lock file, once for all processes of a machine.</summary>
internal static class AzuriteInstallation
{
    private static readonly string[] Files = ["package.json", "package-lock.json", "launch.cjs"];
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    /// <summary><c>.local/azurite</c> below the folder of <c>Pipeline.sln</c>, else below the working folder.</summary>
    public static string DefaultFolder { get; } = Path.Combine(RepositoryRoot() ?? Directory.GetCurrentDirectory(), ".local", "azurite");

    /// <summary>The folder with <c>launch.cjs</c> and <c>node_modules</c>; installs them on the first call.</summary>
    /// <exception cref="AzuriteException">npm is missing or failed.</exception>
    public static async Task<string> EnsureAsync(string folder, Action<string> progress, CancellationToken cancel)
    {
        // A folder for each content: an older checkout can go on running while a newer one installs.
        var target = Path.Combine(folder, Fingerprint());
        var done = Path.Combine(target, "installed");
        if (File.Exists(done)) return target;

        Directory.CreateDirectory(target);
        await using var exclusive = await LockAsync(Path.Combine(folder, "install.lock"), progress, cancel);
        if (File.Exists(done)) return target;

        foreach (var name in Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(target, name), Content(name), cancel);
        }

        progress("Installing Azurite with npm (once, about a minute).");
        await NpmCiAsync(target, cancel);
        await File.WriteAllTextAsync(done, "", cancel);
        return target;
    }

    private static async Task NpmCiAsync(string folder, CancellationToken cancel)
    {
        // Scripts of packages are not run: none is needed, and they would run with this user's rights.
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = NodeProcess.Start(start);
        var (output, errors) = (npm.StandardOutput.ReadToEndAsync(cancel), npm.StandardError.ReadToEndAsync(cancel));
        await npm.WaitForExitAsync(cancel);
        if (npm.ExitCode != 0) throw new AzuriteException($"npm ci in {folder} ended with {npm.ExitCode}: {await errors} {await output}".Trim());
    }

    private static async Task<FileStream> LockAsync(string path, Action<string> progress, CancellationToken cancel)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!cancel.IsCancellationRequested)
            {
                if (isFirst) progress("Another process is installing Azurite; waiting for it.");
                await Task.Delay(LockPoll, cancel);
            }
        }
    }

    private static string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Files)
        {
            hash.AppendData(Content(name));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

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
