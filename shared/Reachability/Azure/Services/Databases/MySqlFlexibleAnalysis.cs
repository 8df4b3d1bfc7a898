using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>Azure Database for MySQL, flexible server.</summary>
public sealed class MySqlFlexibleAnalysis() : DatabaseServerAnalysis("Azure MySQL flexible server", "Microsoft.DBforMySQL/flexibleServers", ServiceEndpoint.TcpV4(3306));
