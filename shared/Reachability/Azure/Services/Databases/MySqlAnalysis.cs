using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>Azure Database for MySQL, single server.</summary>
public sealed class MySqlAnalysis() : DatabaseServerAnalysis("Azure MySQL single server", "Microsoft.DBforMySQL/servers", ServiceEndpoint.TcpV4(3306));
