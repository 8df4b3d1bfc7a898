using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace ExposurePipeline.Local.Azurite;

/// <summary>Keeps a child's pipes empty, so that it never blocks on them, and remembers the last lines for an error message.</summary>
internal sealed class ProcessOutput : IDisposable
{
    private const int Remembered = 20;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _last = new();
    private readonly Process _process;
    private volatile bool _isWaitedFor = true;

    public ProcessOutput(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data, isEnd: line.Data is null);
        process.ErrorDataReceived += (_, line) => Take(line.Data, isEnd: false);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The first line that starts so.</summary>
    /// <exception cref="AzuriteException">The child ended, or the time did, before it came.</exception>
    public async Task<string> WaitForAsync(string prefix, TimeSpan timeout, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(timeout);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
            {
                if (line.StartsWith(prefix, StringComparison.Ordinal)) return line;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new AzuriteException($"Azurite did not start within {timeout.TotalSeconds:0} s. It said: {Said}");
        }
        finally
        {
            _isWaitedFor = false;
        }

        await _process.WaitForExitAsync(cancel);
        throw new AzuriteException($"Azurite ended with {_process.ExitCode} before it was ready. It said: {Said}");
    }

    public void Dispose() => _lines.Writer.TryComplete();

    private string Said => string.Join(Environment.NewLine, _last);

    private void Take(string? line, bool isEnd)
    {
        if (isEnd) _lines.Writer.TryComplete();
        if (line is null) return;
        if (_isWaitedFor) _lines.Writer.TryWrite(line);
        _last.Enqueue(line);
        while (_last.Count > Remembered) _last.TryDequeue(out var _);
    }
}
