using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Azure.Network;
using ExposurePipeline.Reachability.Azure.Network.Ways;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Compute;

/// <summary>How a scale set is reached: by what reaches any of its instances, and by what its model gives to each.</summary>
public sealed class ScaleSetAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Azure, "Virtual machine clusters", "Virtual Machine Scale Set", "Microsoft.Compute/virtualMachineScaleSets");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) => resource is not ScaleSet set ? null
        : new Verdict(set.Id, [.. Ways(set, new(estate, internet)).Select(static way => way.Build())], [.. Missing(set, estate).Distinct()]);

    private static IEnumerable<string> Missing(ScaleSet set, IEstate estate) => set.Model.SelectMany(card => InterfaceWays.Missing(card, estate))
        .Concat(estate.Naming<VirtualMachine>(set.Id).SelectMany(machine => VirtualMachineAnalysis.Missing(machine, estate)));

    private static List<PathBuilder> Ways(ScaleSet set, Perimeter perimeter)
    {
        var machines = perimeter.Estate.Naming<VirtualMachine>(set.Id).ToList();
        var cards = perimeter.Estate.Naming<NetworkInterface>(set.Id).Where(card => machines.TrueForAll(machine => machine.Id != card.Machine)).ToList();
        var instances = machines.Count + cards.Select(static card => card.Machine).Distinct().Count();
        // Instances may differ from the model; those that were not read are taken to follow it.
        var model = instances > 0 && instances >= set.Capacity ? [] : set.Model;
        List<PathBuilder> ways =
        [
            .. machines.SelectMany(machine => VirtualMachineAnalysis.Ways(machine, perimeter)),
            .. cards.Concat(model).SelectMany(card => InterfaceWays.To(card, perimeter)),
        ];
        return ways.Count > 0 ? ways
            : [perimeter.Start(EntranceKind.DirectAddress, set.Id, null).Unread(set.Id.Text, "network profile", $"{set.Id} has no network profile, and none of its instances was read.")];
    }
}
