using System.Text.Json;

namespace ExposurePipeline.Local.Dispatch.Timers;

/// <summary>Keeps the status of all timers in one small file, so that a run missed while the host was down is made up.</summary>
/// <param name="path">Full path; created when first written.</param>
public sealed class TimerStatusFile(string path)
{
    private readonly Lock _gate = new();

    /// <summary>The status of one function; null when it never ran, or the file cannot be understood.</summary>
    public TimerStatus? Find(string function)
    {
        lock (_gate)
            return Read().GetValueOrDefault(function);
    }

    /// <summary>Replaces the status of one function.</summary>
    public void Set(string function, TimerStatus status)
    {
        lock (_gate)
        {
            var all = Read();
            all[function] = status;
            // A rename replaces the file whole, so that a killed host leaves the old or the new one.
            File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(all, TimerStatusJson.Default.DictionaryStringTimerStatus));
            File.Move(path + ".new", path, overwrite: true);
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
