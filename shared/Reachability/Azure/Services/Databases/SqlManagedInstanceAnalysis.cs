using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>SQL managed instance: the public endpoint has a port of its own, 3342, and the network security group of the subnet decides who gets there.</summary>
public sealed class SqlManagedInstanceAnalysis() : ServiceAnalysis<SqlManagedInstance>(new(Cloud.Azure, "Databases", "Azure SQL managed instance", "Microsoft.Sql/managedInstances"))
{
    private const string Endpoint = "public data endpoint";

    /// <inheritdoc/>
    protected override Verdict Judge(SqlManagedInstance service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        var id = service.Id.Text;
        var way = new ServiceEndpoint(id, service.Host, ServiceEndpoint.TcpV4(3342)).From(internet.Strangers);
        if (service.IsStopped)
        {
            way.Closed(id, Endpoint, "The instance is stopped.");
        }

        _ = service.HasPublicEndpoint switch
        {
            false => way.Closed(id, Endpoint, "publicDataEndpointEnabled is off: it is reached from its virtual network only."),
            null => way.Unread(id, Endpoint, "publicDataEndpointEnabled has a value that is not known."),
            true => way.ThroughSubnet(service.Subnet, service.Id, estate),
        };
        return new(service.Id, [way.Build()], []);
    }
}
