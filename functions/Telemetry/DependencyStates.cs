using System.Collections.Concurrent;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>How the last use of each dependency ended, as this instance saw it: health without probing what is used all the time.</summary>
internal sealed class DependencyStates
{
    public const string Storage = "storage";
    public const string EventHubs = "eventHubs";
    public const string ServiceBus = "serviceBus";

    private readonly ConcurrentDictionary<string, string?> faults = new();

    /// <summary>Null after a success, the fault's message after a failure.</summary>
    public bool TryGet(string dependency, out string? fault) => faults.TryGetValue(dependency, out fault);

    /// <summary>Notes how a use ends; a failure goes on to the caller.</summary>
    public async Task WatchAsync(string dependency, Func<Task> use)
    {
        try
        {
            await use();
            faults[dependency] = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            faults[dependency] = fault.Message;
            throw;
        }
    }
}
