using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Targets of a load balancer or an application gateway.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Members">Ip configurations, and private addresses as names.</param>
/// <param name="Networks">Virtual networks in which the addresses lie; empty where none is named.</param>
public sealed record BackendPool(ResourceId Id, IReadOnlyList<ResourceId> Members, IReadOnlyList<ResourceId> Networks)
{
    /// <summary>Whether a target is in the pool by what the pool says.</summary>
    /// <param name="target">The target.</param>
    public bool Has(PoolTarget target) => (target.Configuration is { } configuration && Members.Contains(configuration))
        || (target.AddressName is { } address && Members.Contains(address) && (Networks.Count == 0 || target.Network is not { } network || Networks.Contains(network)));

    internal static BackendPool Read(ResourceId owner, Body body)
    {
        var settings = body.Properties;
        var addresses = settings["loadBalancerBackendAddresses"].Items.Where(static address => !IsDown(address.Properties)).Select(static address => address.Properties).ToArray();
        return new(body.IdIn(owner, "backendAddressPools"),
        [
            .. settings["backendIPConfigurations"].Links,
            .. addresses.Select(static address => address["networkInterfaceIPConfiguration"].Link).OfType<ResourceId>(),
            .. addresses.Select(static address => PrivateAddress.NameOf(address["ipAddress"].Text)).OfType<ResourceId>(),
            .. settings["backendAddresses"].Items.Select(static address => PrivateAddress.NameOf(address["ipAddress"].Text ?? address.Text)).OfType<ResourceId>(),
        ],
        [
            .. settings["virtualNetwork"].Links,
            .. addresses.Select(static address => address["virtualNetwork"].Link).OfType<ResourceId>(),
            .. addresses.Select(static address => address["subnet"].Link is { } subnet ? ArmId.Owner(subnet) : null).OfType<ResourceId>(),
        ]);
    }

    // A member that is administratively down gets no new connections ("Administrative state in Azure Load Balancer").
    private static bool IsDown(Body address) => "Down".Equals(address["adminState"].Text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What may be in a backend pool: an ip configuration, or an address that some network has.</summary>
/// <param name="Configuration">The ip configuration; null for the frontend of another load balancer.</param>
/// <param name="Address">The private address; null where none was told.</param>
/// <param name="Network">The virtual network; null where it is not known.</param>
/// <param name="Memberships">The pools and rules that it names itself.</param>
public sealed record PoolTarget(ResourceId? Configuration, IpAddress? Address, ResourceId? Network, IReadOnlyCollection<ResourceId> Memberships)
{
    /// <summary>The address as a name.</summary>
    public ResourceId? AddressName => Address is { } address ? PrivateAddress.NameOf(address) : null;

    /// <summary>What a pool may call it.</summary>
    public IEnumerable<ResourceId> Names => new[] { Configuration, AddressName }.OfType<ResourceId>();
}
