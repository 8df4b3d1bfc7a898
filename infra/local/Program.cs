using System.Runtime.InteropServices;
using ExposurePipeline.Local.Commands;

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, stopping.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true; // the first signal asks for an orderly end, a second one ends at once
    if (stopping.IsCancellationRequested)
        Environment.Exit(130);
    stopping.Cancel();
}
