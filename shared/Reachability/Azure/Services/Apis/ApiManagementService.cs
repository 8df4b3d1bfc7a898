using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Apis;

/// <summary>An API Management service.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Host">Host name of its gateway.</param>
/// <param name="Access">Whether it faces the internet.</param>
/// <param name="Network">How it is joined to a virtual network.</param>
/// <param name="Subnet">The subnet that it was put into, in canonical spelling; null without one.</param>
/// <param name="IsGatewayDisabled">Whether the gateway of every region is switched off.</param>
public sealed record ApiManagementService(
    ResourceId Id, string? Host, PublicNetworkAccess Access, ApiManagementNetwork Network, ResourceId? Subnet, bool IsGatewayDisabled) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Subnet is { } subnet ? [subnet] : [];

    /// <summary>Reads a body.</summary>
    public static ApiManagementService Read(ResourceChange change)
    {
        var (properties, access) = (change.Body.Properties, change.Body.Properties["publicNetworkAccess"]);
        var network = NetworkOf(properties["virtualNetworkType"], change.Body["sku"]["name"].Text ?? "");
        return new(change.Id, properties["gatewayUrl"].Host(), PublicNetworkAccessSetting.Read(access), network, SubnetOf(properties), IsDisabled(properties))
        {
            Name = change.Name(),
            Problems =
            [
                .. PublicNetworkAccessSetting.Problems(access),
                .. network is ApiManagementNetwork.Unreadable ? new[] { $"virtualNetworkType is {properties["virtualNetworkType"]}, which is none of None, External and Internal." } : [],
            ],
        };
    }

    // None is the default. In the v2 tiers, External means that the gateway calls out through the network; clients do not come in that way
    // ("Integrate API Management with a private virtual network for outbound connections").
    private static ApiManagementNetwork NetworkOf(Body type, string sku) => type.Text?.ToUpperInvariant() switch
    {
        null when !type.Exists => ApiManagementNetwork.None,
        "NONE" or "" => ApiManagementNetwork.None,
        "EXTERNAL" => sku.EndsWith("V2", StringComparison.OrdinalIgnoreCase) ? ApiManagementNetwork.None : ApiManagementNetwork.External,
        "INTERNAL" => ApiManagementNetwork.Internal,
        _ => ApiManagementNetwork.Unreadable,
    };

    private static ResourceId? SubnetOf(Body properties) =>
        ArmId.Of(properties["virtualNetworkConfiguration"]["subnetResourceId"].Text);

    private static bool IsDisabled(Body properties) => properties["disableGateway"].Flag is true
        && properties["additionalLocations"].Items.All(static location => location["disableGateway"].Flag is true);
}

/// <summary>How an API Management service is joined to a virtual network.</summary>
public enum ApiManagementNetwork
{
    /// <summary>Not at all, as far as its clients are concerned.</summary>
    None,

    /// <summary>It lives in a subnet and has a public address too.</summary>
    External,

    /// <summary>It lives in a subnet and has a private address only.</summary>
    Internal,

    /// <summary>A value that is not known.</summary>
    Unreadable,
}
