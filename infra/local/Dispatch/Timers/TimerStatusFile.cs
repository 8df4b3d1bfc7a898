using System.Text.Json;

namespace ExposurePipeline.Local.Dispatch.Timers;

/// <summary>Keeps the status of all timers in one small file, so that a run missed while the host was down is made up.</summary>
/// <param name="path">Full path; created when first written.</param>
public sealed class TimerStatusFile(string path)
{
    private readonly Lock _gate = new();
    private Dictionary<string, TimerStatus>? _all;

    /// <summary>The status of one function; null when it never ran, or the file cannot be understood.</summary>
    public TimerStatus? Find(string function)
    {
        lock (_gate)
            return (_all ??= Read()).GetValueOrDefault(function);
    }

    /// <summary>Replaces the status of one function. Where the disk takes nothing it is known until the host ends, and written with a later one.</summary>
    public void Set(string function, TimerStatus status)
    {
        lock (_gate)
        {
            (_all ??= Read())[function] = status;
            Write(_all);
        }
    }

    private void Write(Dictionary<string, TimerStatus> all)
    {
        try
        {
            // A rename replaces the file whole, so that a killed host leaves the old or the new one.
            File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(all, TimerStatusJson.Default.DictionaryStringTimerStatus));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException) // the last one beyond a limit of file sizes
        {
            return; // a timer must run on a full disk, too; what is not written costs one made-up run
        }
    }

    private Dictionary<string, TimerStatus> Read()
    {
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), TimerStatusJson.Default.DictionaryStringTimerStatus) ?? []
                : [];
        }
        catch (JsonException)
        {
            return []; // an unreadable status costs one make-up run at most
        }
    }
}
