using System.Diagnostics;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>
/// A process that does not outlive this one, not even when this one is killed with SIGKILL: on Linux it asks the kernel for SIGKILL at its
/// parent's death. The kernel means the parent <em>thread</em>, so each child has a thread of its own that starts it and waits for its end.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private const string SetPriv = "/usr/bin/setpriv";

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(ProcessStartInfo start) => _process = new Process { StartInfo = start };

    /// <summary>Process id.</summary>
    public int Id { get; private set; }

    /// <summary>Ends with the exit code; never faults.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts a process.</summary>
    /// <param name="executable">Full path, or a name on the search path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="configure">Sets environment and working directory.</param>
    /// <param name="output">Receives each line of standard output.</param>
    /// <param name="error">Receives each line of standard error.</param>
    public static async Task<ChildProcess> StartAsync(
        string executable, IEnumerable<string> arguments, Action<ProcessStartInfo> configure, Action<string> output, Action<string> error)
    {
        var bound = OperatingSystem.IsLinux() && File.Exists(SetPriv);
        var start = bound
            ? new ProcessStartInfo(SetPriv, ["--pdeathsig", "KILL", "--", executable, .. arguments])
            : new ProcessStartInfo(executable, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        configure(start);
        var child = new ChildProcess(start);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => child.Live(started, output, error)) { IsBackground = true, Name = "child process" }.Start();
        await started.Task;
        return child;
    }

    /// <summary>Ends it with SIGKILL, as the Functions host does.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself, which is what was wanted.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private void Live(TaskCompletionSource started, Action<string> output, Action<string> error)
    {
        try
        {
            _process.OutputDataReceived += (_, e) => Relay(e.Data, output);
            _process.ErrorDataReceived += (_, e) => Relay(e.Data, error);
            _process.Start();
            Id = _process.Id;
            Id = _process.Id;
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            started.SetResult();
        }
        catch (Exception e)
        {
            started.SetException(e); // for example: not executable
            return;
        }

        _process.WaitForExit();
        _exited.SetResult(_process.ExitCode);
    }

    private static void Relay(string? line, Action<string> to)
    {
        if (line is not null)
            to(line);
    }
}
