using System.Globalization;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>The clock of every process of the local host, as libfaketime (Debian package <c>faketime</c>) reads it from a file at each look.</summary>
/// <param name="folder">Where the file lies.</param>
internal sealed class ClockFile(string folder)
{
    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateFiles("/usr/lib", "libfaketime.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true }).FirstOrDefault()
        : null;

    private readonly string _file = Path.Combine(folder, "clock");

    /// <summary>Whether this machine can do it.</summary>
    public static bool IsThere => Library is not null;

    /// <summary>Why not, or null.</summary>
    public static string? Missing => IsThere ? null : "libfaketime is not installed (Debian package faketime).";

    /// <summary>What starts a process under this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
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
}
