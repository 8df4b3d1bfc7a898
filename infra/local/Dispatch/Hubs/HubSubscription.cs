using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Settings;

namespace ExposurePipeline.Local.Dispatch.Hubs;

/// <summary>A function that a hub triggers, with its names resolved.</summary>
/// <param name="Function">The function.</param>
/// <param name="Namespace">Host name of the namespace.</param>
/// <param name="Hub">Hub name.</param>
/// <param name="ConsumerGroup">Consumer group.</param>
/// <param name="MaxEvents">Most events in one invocation.</param>
/// <param name="CheckpointEvery">Batches between two checkpoints of a partition.</param>
public sealed record HubSubscription(FunctionFile Function, string Namespace, string Hub, string ConsumerGroup, int MaxEvents, int CheckpointEvery)
{
    /// <summary>Resolves the names of a function's trigger.</summary>
    /// <exception cref="SetupException">A name or setting is missing, or the initial offset is none this host knows.</exception>
    public static HubSubscription From(FunctionFile function, EventHubsSection section, AppSettings settings, string hubNamespace)
    {
        var where = $"Function {function.Name}";
        var trigger = function.Trigger!;
        if (section.InitialOffsetOptions.Type != "fromStart")
            throw new SetupException("host.json: initialOffsetOptions.type must be 'fromStart' on the local host.");
        var hub = trigger.EventHubName ?? throw new SetupException($"{where} names no event hub.");
        return new(
            function, hubNamespace, settings.Resolve(hub, where), settings.Resolve(trigger.ConsumerGroup ?? "$Default", where),
            Math.Max(1, section.MaxEventBatchSize), Math.Max(1, section.BatchCheckpointFrequency));
    }
}
