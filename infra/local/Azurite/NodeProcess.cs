using System.ComponentModel;
using System.Diagnostics;

namespace ExposurePipeline.Local.Azurite;

/// <summary>Starts <c>node</c> and <c>npm</c>, and says so when they are not there.</summary>
internal static class NodeProcess
{
    /// <exception cref="AzuriteException">The program is not on the PATH.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new AzuriteException($"'{start.FileName}' could not be started ({fault.Message}). Install Node.js 20 or newer (https://nodejs.org) and see that it is on the PATH.", fault);
        }
    }
}
