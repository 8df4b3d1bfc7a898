using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>Keeps one handler process alive: starts it on a free port, waits until it listens, starts it again after a crash.</summary>
/// <param name="command">How to start it.</param>
/// <param name="restartLimit">The crash at which it gives up, see <see cref="RestartHistory"/>; 0 for never.</param>
/// <param name="clock">For the history of crashes.</param>
/// <param name="logger">Receives the handler's output.</param>
public sealed partial class HandlerSupervisor(HandlerCommand command, int restartLimit, TimeProvider clock, ILogger logger)
    : IHandler, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private volatile TaskCompletionSource<Uri> _ready = NewReady();
    private volatile ChildProcess? _process;
    private Task _running = Task.CompletedTask;

    /// <summary>The process id; null while none runs.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>How many processes were started.</summary>
    public int Starts { get; private set; }

    /// <summary>Ends with the supervisor, or faults with a <see cref="SetupException"/> when it gave up.</summary>
    public Task Completion => _running;

    /// <inheritdoc/>
    public Uri? Address => _ready.Task is { IsCompletedSuccessfully: true } ready ? ready.Result : null;

    /// <summary>Starts the handler and returns once it listens.</summary>
    /// <exception cref="SetupException">It ended or stayed silent too often.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _running = Task.Run(() => SuperviseAsync(_stopping.Token), CancellationToken.None);
        var ready = _ready.Task.WaitAsync(cancellation);
        await await Task.WhenAny(ready, _running);
        await ready;
    }

    /// <inheritdoc/>
    public Task<Uri> WhenReadyAsync(CancellationToken cancellation) => _ready.Task.WaitAsync(cancellation);

    /// <inheritdoc/>
    public void Kill() => _process?.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Kill();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process?.Dispose();
        _stopping.Dispose();
    }

    private async Task SuperviseAsync(CancellationToken stopping)
    {
        var history = default(RestartHistory);
        while (!stopping.IsCancellationRequested)
        {
            var exitCode = await RunOnceAsync(stopping);
            if (stopping.IsCancellationRequested)
                return;
            var after = history.Decide(exitCode, clock.GetUtcNow(), restartLimit, out history);
            Log.Exited(logger, exitCode, after);
            if (after == AfterExit.Restart)
                continue;
            throw GiveUp(exitCode, after, history);
        }
    }

    private SetupException GiveUp(int exitCode, AfterExit after, RestartHistory history)
    {
        var fault = new SetupException(after == AfterExit.StayDown
            ? "The function app left with exit code 0; the Functions host does not restart it then."
            : $"The function app ended {history.Crashes} times, last with exit code {exitCode}; giving up (its own messages are above).");
        _ready.TrySetException(fault);
        return fault;
    }

    private async Task<int> RunOnceAsync(CancellationToken stopping)
    {
        var port = FreePort();
        var process = await LaunchAsync(port);
        _process = process;
        Starts++;
        if (stopping.IsCancellationRequested)
            process.Kill(); // disposed between launch and this line
        var address = new Uri($"http://127.0.0.1:{port}/");
        if (await Readiness.WaitAsync(address, process.Exited, command.InitializationTimeout))
            _ready.TrySetResult(address);
        else
            GiveUpOn(process);
        var exitCode = await process.Exited;
        _process = null;
        _process = null;
        _ready = _ready.Task.IsCompleted ? NewReady() : _ready;
        process.Dispose();
        return exitCode;
    }

    private void GiveUpOn(ChildProcess process)
    {
        if (process.Exited.IsCompleted)
            return;
        Log.NotReady(logger, command.InitializationTimeout);
        process.Kill();
    }

    private async Task<ChildProcess> LaunchAsync(int port)
    {
        try
        {
            // What starts the process would only report a missing file by an exit code.
            if (Path.IsPathRooted(command.Executable) && !File.Exists(command.Executable))
                throw new FileNotFoundException("no such file");
            return await ChildProcess.StartAsync(
                command.Executable, command.Arguments, start => Configure(start, port), line => Log.Output(logger, line), RelayError);
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            var fault = new SetupException($"The function app {command.Executable} cannot be started: {e.Message}.");
            _ready.TrySetException(fault);
            throw fault;
        }
    }

    private void Configure(ProcessStartInfo start, int port)
    {
        start.WorkingDirectory = command.WorkingDirectory;
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = Guid.NewGuid().ToString();
    }

    // As the real host judges a line of standard error.
    private void RelayError(string line)
    {
        var level = line.Contains("warn", StringComparison.OrdinalIgnoreCase) ? LogLevel.Warning : LogLevel.Error;
        Log.ErrorOutput(logger, level, line);
    }

    private static TaskCompletionSource<Uri> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "[app] {Line}")]
        public static partial void Output(ILogger logger, string line);

        [LoggerMessage(Message = "[app] {Line}")]
        public static partial void ErrorOutput(ILogger logger, LogLevel level, string line);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The function app ended with exit code {ExitCode}: {After}.")]
        public static partial void Exited(ILogger logger, int exitCode, AfterExit after);

        [LoggerMessage(Level = LogLevel.Error, Message = "The function app did not listen within {Limit}; it is killed.")]
        public static partial void NotReady(ILogger logger, TimeSpan limit);
    }
}
