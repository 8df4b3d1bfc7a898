using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ExposurePipeline.Local.Azurite;

/// <summary>Installs the npm packages a lock file names, once for all processes of a machine.</summary>
public static class NodePackages
{
    private const string Marker = "installed";
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>A folder below <paramref name="folder"/> with <paramref name="files"/> and <c>node_modules</c>; filled on the first call.</summary>
    /// <param name="folder">Shared by processes and by versions: each content has a folder of its own, so that an older checkout goes on running.</param>
    /// <param name="files">By name; <c>package.json</c> and <c>package-lock.json</c> among them.</param>
    /// <param name="progress">Told, in a sentence each, what takes long.</param>
    /// <param name="cancel">Ends the wait; the next call begins anew.</param>
    /// <exception cref="AzuriteException">npm is missing or failed.</exception>
    public static async Task<string> EnsureAsync(string folder, IReadOnlyDictionary<string, byte[]> files, Action<string> progress, CancellationToken cancel = default)
    {
        var target = Path.Combine(folder, Fingerprint(files));
        if (File.Exists(Path.Combine(target, Marker))) return target;

        Directory.CreateDirectory(target);
        await using var exclusive = await LockAsync(Path.Combine(folder, "install.lock"), progress, cancel);
        if (!File.Exists(Path.Combine(target, Marker))) await InstallAsync(target, files, progress, cancel);
        return target;
    }

    private static async Task InstallAsync(string target, IReadOnlyDictionary<string, byte[]> files, Action<string> progress, CancellationToken cancel)
    {
        foreach (var (name, content) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(target, name), content, cancel);
        }

        progress($"Installing npm packages into {target} (once, about a minute).");
        await NpmCiAsync(target, cancel);
        await File.WriteAllTextAsync(Path.Combine(target, Marker), "", cancel);
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
                if (isFirst) progress("Another process is installing npm packages; waiting for it.");
                await Task.Delay(LockPoll, cancel);
            }
        }
    }

    private static string Fingerprint(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
