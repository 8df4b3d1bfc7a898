using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>An address of a network interface, with everything that is attached to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Address">The private address; null where none was told.</param>
/// <param name="Subnet">Where it lies.</param>
/// <param name="PublicAddress">The public address of its own; null for none.</param>
/// <param name="Model">For the model of a scale set: whether each instance gets a public address, and whether that is closed by default.</param>
public sealed record IpConfiguration(ResourceId Id, IpAddress? Address, ResourceId? Subnet, ResourceId? PublicAddress, InstanceAddress? Model)
{
    /// <summary>Backend pools, inbound NAT rules and NAT pools of load balancers.</summary>
    public IReadOnlyList<ResourceId> LoadBalancing { get; init; } = [];

    /// <summary>Backend pools of application gateways.</summary>
    public IReadOnlyList<ResourceId> GatewayPools { get; init; } = [];

    /// <summary>Application security groups that it is in.</summary>
    public IReadOnlyList<ResourceId> SecurityGroups { get; init; } = [];

    internal IEnumerable<ResourceId> References =>
        new[] { Subnet, PublicAddress }.OfType<ResourceId>().Concat(LoadBalancing).Concat(GatewayPools).Concat(SecurityGroups);

    internal static IpConfiguration Read(ResourceId card, Body body, List<string> problems)
    {
        var settings = body.Properties;
        var text = settings["privateIPAddress"].Text;
        var isRead = IpAddress.TryParse(text, out var address);
        if (!isRead && !string.IsNullOrEmpty(text))
        {
            problems.Add($"ip configuration {body["name"].Text}: '{text}' is no IP address.");
        }

        return new(body.IdIn(card, "ipConfigurations"), isRead ? address : null, settings["subnet"].Link, settings["publicIPAddress"].Link, InstanceAddress.Read(settings))
        {
            LoadBalancing =
            [
                .. settings["loadBalancerBackendAddressPools"].Links,
                .. settings["loadBalancerInboundNatRules"].Links,
                .. settings["loadBalancerInboundNatPools"].Links,
            ],
            GatewayPools = settings["applicationGatewayBackendAddressPools"].Links,
            SecurityGroups = settings["applicationSecurityGroups"].Links,
        };
    }
}

/// <summary>The public address that each instance of a scale set gets.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="IsClosedByDefault">Whether inbound flows need a network security group that allows them.</param>
/// <param name="IsV6">Whether it is an IPv6 address.</param>
public sealed record InstanceAddress(string Name, bool IsClosedByDefault, bool IsV6)
{
    internal static InstanceAddress? Read(Body settings) => settings["publicIPAddressConfiguration"] is not { Exists: true } model ? null
        : new(model["name"].Text ?? "", PublicIpAddress.IsStandard(model), model.Properties["publicIPAddressVersion"].Text?.EndsWith('6') == true);
}
