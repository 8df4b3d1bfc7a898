using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Azure.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Compute;

/// <summary>A virtual machine scale set: a model, and instances that are made of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Model">The interfaces that each instance gets; empty where the model has none.</param>
/// <param name="Capacity">How many instances there are to be; null where it is not said.</param>
public sealed record ScaleSet(ResourceId Id, IReadOnlyList<NetworkInterface> Model, long? Capacity) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Model.SelectMany(static card => card.References);

    /// <summary>Reads the body of <c>Microsoft.Compute/virtualMachineScaleSets</c>.</summary>
    public static ScaleSet Read(ResourceChange change)
    {
        var cards = change.Body.Properties["virtualMachineProfile"]["networkProfile"]["networkInterfaceConfigurations"].Items
            .Select(card => NetworkInterface.Read(card.IdIn(change.Id, "networkInterfaceConfigurations"), card))
            .ToArray();
        return new(change.Id, cards, change.Body["sku"]["capacity"].Number)
        {
            Name = change.Body["name"].Text ?? "",
            Problems = [.. cards.SelectMany(static card => card.Problems)],
        };
    }
}
