using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A public IP address.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Address">The address; null while none is assigned, as when the machine of a dynamic address is deallocated.</param>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="IsClosedByDefault">Whether inbound flows need a network security group that allows them.</param>
/// <param name="Owner">The ip configuration that has it, as the address says; null where it says none.</param>
public sealed record PublicIpAddress(ResourceId Id, IpAddress? Address, Family Family, bool IsClosedByDefault, ResourceId? Owner) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Owner is { } owner ? [owner] : [];

    /// <summary>Reads the body of <c>Microsoft.Network/publicIPAddresses</c>.</summary>
    public static PublicIpAddress Read(ResourceChange change)
    {
        var settings = change.Body.Properties;
        var text = settings["ipAddress"].Text;
        var isRead = IpAddress.TryParse(text, out var address);
        var family = (settings["publicIPAddressVersion"].Text ?? "IPv4").EndsWith('6') || (isRead && !address.IsV4) ? Family.V6 : Family.V4;
        return new(change.Id, isRead ? address : null, family, IsStandard(change.Body), settings["ipConfiguration"].Link)
        {
            Name = change.Body["name"].Text ?? "",
            Problems = isRead || string.IsNullOrEmpty(text) ? [] : [$"ipAddress: '{text}' is no IP address."],
        };
    }

    // Basic is what an address without SKU is: Standard has to be asked for ("Public IP addresses").
    internal static bool IsStandard(Body body) => body["sku"]["name"].Text is { } sku && !sku.Equals("Basic", StringComparison.OrdinalIgnoreCase);
}
