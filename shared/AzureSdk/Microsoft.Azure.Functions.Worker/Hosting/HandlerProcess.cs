using System.Runtime.InteropServices;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>
/// The process as the host sees it. The host restarts a handler that ends with any code but 0, counts every code but 200 as a crash, and
/// takes 0 for a wish to stay dead (azure-functions-host, <c>HttpWorkerProcess</c>, <c>WorkerProcess</c>). So this process never ends with 0.
/// </summary>
internal class HandlerProcess
{
    private const int Crashed = 1;
    private const int RestartMe = 200;

    private PosixSignalRegistration[] signals = [];

    /// <summary>This process.</summary>
    public static HandlerProcess Current { get; } = new();

    /// <summary>Sets the exit code for every way out, and turns an error of a setting into one line.</summary>
    public virtual void Attach()
    {
        Environment.ExitCode = Crashed;
        signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, AskedToEnd), PosixSignalRegistration.Create(PosixSignal.SIGINT, AskedToEnd)];
        AppDomain.CurrentDomain.UnhandledException += (_, fault) => Report(fault.ExceptionObject as Exception);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Environment.ExitCode = Environment.ExitCode == 0 ? Crashed : Environment.ExitCode;
    }

    private static void AskedToEnd(PosixSignalContext context) => Environment.ExitCode = RestartMe;

    private static void Report(Exception? fault)
    {
        if (StartError.Describe(fault) is not { } line)
            return;
        Console.Error.WriteLine(line);
        Environment.Exit(Crashed);
    }
}
