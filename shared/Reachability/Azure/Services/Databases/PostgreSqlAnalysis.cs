using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>Azure Database for PostgreSQL, single server.</summary>
public sealed class PostgreSqlAnalysis() : DatabaseServerAnalysis("Azure PostgreSQL single server", "Microsoft.DBforPostgreSQL/servers", ServiceEndpoint.TcpV4(5432));
