using System.ComponentModel;
using System.Diagnostics;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>The machine's own packages, where it is a Debian and we are root.</summary>
internal static class Packages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs apt-get; false where there is none, where it fails, or takes too long.</summary>
    public static bool Get(string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("apt-get", arguments) { RedirectStandardOutput = true, Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } })!;
            process.OutputDataReceived += static (_, _) => { }; // else it would wait for a reader
            process.BeginOutputReadLine();
            if (process.WaitForExit(Patience))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false; // no Debian
        }
    }
}
