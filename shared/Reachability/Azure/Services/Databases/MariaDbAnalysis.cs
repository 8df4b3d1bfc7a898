using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>Azure Database for MariaDB.</summary>
public sealed class MariaDbAnalysis() : DatabaseServerAnalysis("Azure MariaDB", "Microsoft.DBforMariaDB/servers", ServiceEndpoint.TcpV4(3306));
