using System.Globalization;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>The clock of every process of the local host, as libfaketime (Debian package <c>faketime</c>) reads it from a file at each look.</summary>
/// <param name="folder">Where the file lies.</param>
internal sealed class ClockFile(string folder)
{
    private static readonly Lazy<string?> Library = new(static () => Find() ?? Install());

    private readonly string _file = Path.Combine(folder, "clock");

    /// <summary>Why this machine cannot do it, or null. Installs what is missing, once.</summary>
    public static string? Missing => Library.Value is not null ? null : "libfaketime is not installed (Debian package faketime), and apt-get could not install it.";

    /// <summary>What starts a process under this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library.Value!,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_DISABLE_SHM"] = "1", // a killed process would keep the lock of what it shares
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Sets the clock so far beside the true time.</summary>
    public void Set(TimeSpan ahead)
    {
        File.WriteAllText(_file + ".new", string.Create(CultureInfo.InvariantCulture, $"{ahead.TotalSeconds:+0;-0;+0}"));
        File.Move(_file + ".new", _file, overwrite: true);
    }

    private static string? Find() => Directory.Exists("/usr/lib")
        ? Directory.EnumerateFiles("/usr/lib", "libfaketime.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true }).FirstOrDefault()
        : null;

    private static string? Install() =>
        OperatingSystem.IsLinux() && System.Environment.IsPrivilegedProcess && Packages.Get("-qq update") && Packages.Get("-qq -o DPkg::Lock::Timeout=30 install -y --no-install-recommends faketime") ? Find() : null;
}
