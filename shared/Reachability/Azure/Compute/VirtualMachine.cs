using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Compute;

/// <summary>A virtual machine.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Interfaces">Its network interfaces; null where the body does not say.</param>
/// <param name="ScaleSet">The scale set that it belongs to; null for none.</param>
/// <param name="IsDeallocated">Whether it is known to be switched off, so that nothing answers.</param>
public sealed record VirtualMachine(ResourceId Id, IReadOnlyList<ResourceId>? Interfaces, ResourceId? ScaleSet, bool IsDeallocated) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => ScaleSet is { } set ? [set, .. Interfaces ?? []] : Interfaces ?? [];

    /// <summary>Reads the body of <c>Microsoft.Compute/virtualMachines</c>, also of an instance of a scale set.</summary>
    public static VirtualMachine Read(ResourceChange change)
    {
        var settings = change.Body.Properties;
        var interfaces = settings["networkProfile"]["networkInterfaces"];
        return new(change.Id, interfaces.Exists ? interfaces.Links : null, settings["virtualMachineScaleSet"].Link ?? ArmId.Owner(change.Id), IsOff(settings)) { Name = change.Body["name"].Text ?? "" };
    }

    private static bool IsOff(Body settings) => settings["extended"]["instanceView"]["powerState"]["code"].Texts
        .Concat(settings["instanceView"]["statuses"].Items.Select(static status => status["code"].Text).OfType<string>())
        .Any(static code => code.Equals("PowerState/deallocated", StringComparison.OrdinalIgnoreCase) || code.Equals("PowerState/stopped", StringComparison.OrdinalIgnoreCase));
}
