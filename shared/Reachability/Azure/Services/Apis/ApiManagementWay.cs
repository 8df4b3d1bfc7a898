using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Apis;

/// <summary>The way to an API Management gateway, for the service and for everything that it serves.</summary>
internal static class ApiManagementWay
{
    private const string Gateway = "gateway";

    /// <summary>As far as the gateway.</summary>
    public static PathBuilder To(ApiManagementService service, IEstate estate, SourceSet internet)
    {
        var id = service.Id.Text;
        var way = new ServiceEndpoint(id, service.Host, ServiceEndpoint.TcpV4(80, 443)).From(internet).Through(service.Access, id);
        if (service.IsGatewayDisabled)
        {
            way.Closed(id, Gateway, "The gateway is disabled.");
        }

        return service.Network switch
        {
            ApiManagementNetwork.Internal => way.Closed(id, Gateway, "virtualNetworkType is Internal: the gateway has a private address only."),
            ApiManagementNetwork.External => way.ThroughSubnet(service.Subnet, service.Id, estate),
            ApiManagementNetwork.Unreadable => way.Unread(id, Gateway, "virtualNetworkType has a value that is not known."),
            _ => way,
        };
    }
}
