using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Azure.Network;
using ExposurePipeline.Reachability.Azure.Network.Ways;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Compute;

/// <summary>How a virtual machine is reached: by any address of any of its network interfaces.</summary>
public sealed class VirtualMachineAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Azure, "Virtual machines", "Azure VM", "Microsoft.Compute/virtualMachines");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) => resource is not VirtualMachine machine ? null
        : new Verdict(machine.Id, [.. Ways(machine, new(estate, internet)).Select(static way => way.Build())], machine.IsDeallocated ? [] : [.. Missing(machine, estate)]);

    /// <summary>The ways to a machine.</summary>
    internal static IEnumerable<PathBuilder> Ways(VirtualMachine machine, Perimeter perimeter)
    {
        var interfaces = InterfacesOf(machine, perimeter.Estate);
        var ways = interfaces.Count == 0
            ? [perimeter.Start(EntranceKind.DirectAddress, machine.Id, null).Unread(machine.Id.Text, "network interface", $"No network interface of {machine.Id} was read.")]
            : interfaces.SelectMany(id => To(id, perimeter));
        return machine.IsDeallocated ? ways.Select(way => way.Closed(machine.Id.Text, "virtual machine", "It is deallocated or stopped.")) : ways;
    }

    /// <summary>What was not read, apart from what the ways say.</summary>
    internal static IEnumerable<string> Missing(VirtualMachine machine, IEstate estate) => InterfacesOf(machine, estate)
        .Select(id => estate.Find<NetworkInterface>(id)).OfType<NetworkInterface>()
        .SelectMany(card => InterfaceWays.Missing(card, estate))
        .Distinct();

    private static IReadOnlyList<ResourceId> InterfacesOf(VirtualMachine machine, IEstate estate) =>
        machine.Interfaces ?? [.. estate.Naming<NetworkInterface>(machine.Id).Select(static card => card.Id)];

    private static IEnumerable<PathBuilder> To(ResourceId id, Perimeter perimeter) => perimeter.Estate.Find<NetworkInterface>(id) is { } card
        ? InterfaceWays.To(card, perimeter)
        : [perimeter.Start(EntranceKind.DirectAddress, id, null).Unread(id.Text, "network interface", $"The network interface {id} was not read.")];
}
