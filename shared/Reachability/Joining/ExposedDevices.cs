using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>Exposed devices, found by the cloud assets that they are.</summary>
public sealed class ExposedDevices
{
    private readonly Dictionary<DeviceId, Machine> byAsset = [];

    /// <param name="machines">The devices with evidence in force.</param>
    public ExposedDevices(IReadOnlyList<Machine> machines)
    {
        All = machines;
        foreach (var (asset, machine) in machines.SelectMany(static machine => Assets(machine).Select(asset => (asset, machine))))
        {
            byAsset.TryAdd(asset, machine);
        }
    }

    /// <summary>Every one.</summary>
    public IReadOnlyList<Machine> All { get; }

    /// <summary>The device that a resource is; null where none is exposed.</summary>
    public Machine? Find(ResourceId resource) => byAsset.GetValueOrDefault(AssetObservations.DeviceOf(resource));

    // Its own identifier is the asset's where no inventory gave it another.
    private static IEnumerable<DeviceId> Assets(Machine machine) =>
        CloudAsset.DeviceOf(machine.CloudResourceId) is { } asset ? [new(machine.Id), asset] : [new(machine.Id)];
}
