using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services.Databases;

/// <summary>
/// Cloud SQL: a public address serves its authorised networks and nobody else. Without any, only the connectors get in, which IAM and certificates guard
/// ("Authorize with authorized networks").
/// </summary>
public sealed class CloudSqlAnalysis() : ServiceAnalysis<SqlInstance>(new(Cloud.Gcp, "Databases", "GCP SQL admin instance", "sqladmin.googleapis.com/Instance"))
{
    private const string Networks = "authorised networks";

    /// <inheritdoc/>
    protected override Verdict Judge(SqlInstance service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        var id = service.Id.Text;
        var listens = service.Port is { } port ? ServiceEndpoint.TcpV4(port) : ServiceEndpoint.TcpV4(1433, 3306, 5432);
        var way = new ServiceEndpoint(id, service.Address, listens).From(internet.Strangers);
        if (service.Port is null)
        {
            way.Unread(id, "database engine", "databaseVersion was not told: which of the ports it is, is not known.");
        }

        if (service.IsStopped)
        {
            way.Closed(id, "activation policy", "activationPolicy is NEVER: the instance is stopped.");
        }

        _ = service.HasPublicAddress switch
        {
            false => way.Closed(id, "public address", "It has no public address: ipv4Enabled is off."),
            null => way.Unread(id, "public address", "Whether it has a public address was not told."),
            true when service.NeedsConnector => way.Closed(id, "connector enforcement", "connectorEnforcement is REQUIRED: direct connections are refused."),
            true => Filter(way, service, at),
        };
        return new(service.Id, [way.Build()], []) { Until = service.Networks.Select(static network => network.Until).Where(until => at < until).Min() };
    }

    private static PathBuilder Filter(PathBuilder way, SqlInstance service, DateTimeOffset at)
    {
        // An entry that has ended is inert, however wide it was.
        var current = service.Networks.Where(network => network.Until is not { } until || at < until).ToArray();
        return current.Length == 0
            ? way.Closed(service.Id.Text, Networks, service.Networks.Count == 0
                ? "No network is authorised: only the Cloud SQL connectors get in, which IAM guards."
                : "Every authorised network has expired: only the Cloud SQL connectors get in, which IAM guards.")
            : way.Through(Admission.Only(Networks, current.Select(static network => network.Admission)), service.Id.Text, Networks);
    }
}
