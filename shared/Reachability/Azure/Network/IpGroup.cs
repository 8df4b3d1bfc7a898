using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A list of addresses that firewall rules share.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Addresses">Its addresses.</param>
public sealed record IpGroup(ResourceId Id, AddressList Addresses) : Resource(Id)
{
    /// <summary>Reads the body of <c>Microsoft.Network/ipGroups</c>.</summary>
    public static IpGroup Read(ResourceChange change)
    {
        var problems = new List<string>();
        var addresses = AddressList.Read("ipAddresses", problems, change.Body.Properties["ipAddresses"]);
        return new(change.Id, addresses) { Name = change.Body["name"].Text ?? "", Problems = problems };
    }
}
