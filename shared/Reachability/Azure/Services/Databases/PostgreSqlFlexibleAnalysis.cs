using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>Azure Database for PostgreSQL, flexible server.</summary>
public sealed class PostgreSqlFlexibleAnalysis() : DatabaseServerAnalysis("Azure PostgreSQL flexible server", "Microsoft.DBforPostgreSQL/flexibleServers", ServiceEndpoint.TcpV4(5432));
