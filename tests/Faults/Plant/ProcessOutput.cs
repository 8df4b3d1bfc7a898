using System.Collections.Concurrent;
using System.Diagnostics;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>Keeps the pipes of a process empty and remembers its last lines.</summary>
internal sealed class ProcessOutput
{
    private const int Kept = 40;
    private readonly ConcurrentQueue<string> _lines = new();

    public ProcessOutput(Process process)
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines.</summary>
    public string Last => string.Join(Environment.NewLine, _lines);

    private void Keep(string? line)
    {
        if (line is null)
            return;
        if (Environment.GetEnvironmentVariable("FAULT_LOG") is { } log)
            File.AppendAllText(log, $"{DateTime.UtcNow:HH:mm:ss.fff} {line}{Environment.NewLine}");
        _lines.Enqueue(line);
        while (_lines.Count > Kept)
            _lines.TryDequeue(out _);
    }
}
