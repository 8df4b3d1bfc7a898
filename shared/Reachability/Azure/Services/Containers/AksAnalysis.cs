using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Containers;

/// <summary>Azure Kubernetes Service: the API server. Services inside the cluster are reached through load balancers, which are seen as such.</summary>
public sealed class AksAnalysis() : ServiceAnalysis<ManagedCluster>(new(Cloud.Azure, "Containers", "Azure AKS", "Microsoft.ContainerService/managedClusters"))
{
    private const string ApiServer = "API server";

    /// <inheritdoc/>
    protected override Verdict Judge(ManagedCluster service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        var id = service.Id.Text;
        var way = new ServiceEndpoint(id, service.Host, ServiceEndpoint.TcpV4(443)).From(internet.Strangers);
        if (service.IsStopped)
        {
            way.Closed(id, ApiServer, "The cluster is stopped.");
        }

        _ = service.IsPrivate switch
        {
            true => way.Closed(id, ApiServer, "It is a private cluster: its API server has a private address only."),
            null => way.Unread(id, ApiServer, "enablePrivateCluster has a value that is not known."),
            false => way.Through(service.Access, id),
        };
        // An allow list makes it narrow, not safe.
        if (service.Authorised is { } authorised)
        {
            way.Through(authorised, id, "authorized IP ranges");
        }

        return new(service.Id, [way.Build()], []);
    }
}
