using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Containers;

/// <summary>Amazon EKS: the API server. The security groups of the cluster guard its private endpoint only.</summary>
public sealed class EksAnalysis() : ServiceAnalysis<KubernetesCluster>(new(Cloud.Aws, "Containers", "AWS EKS", "AWS::EKS::Cluster"))
{
    private const string Endpoint = "public API server endpoint";

    /// <inheritdoc/>
    protected override Verdict Judge(KubernetesCluster service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        var id = service.Id.Text;
        var way = new ServiceEndpoint(id, service.Host, service.HasIPv6 ? ServiceEndpoint.Tcp(443) : ServiceEndpoint.TcpV4(443)).From(internet.Strangers);
        _ = service.HasPublicEndpoint switch
        {
            false => way.Closed(id, Endpoint, "endpointPublicAccess is off: the API server is reached from its VPC only."),
            null => way.Unread(id, Endpoint, "Whether endpointPublicAccess is on was not told."),
            true when service.Admitted is { } admitted => way.Through(admitted, id, "public access CIDRs"),
            true => way,
        };
        return new(service.Id, [way.Build()], []);
    }
}
