using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>Azure SQL Database: one logical server, whose databases share its endpoint.</summary>
/// <remarks>Clients outside Azure are proxied on 1433; the ports 11000-11999 of redirected connections are used inside Azure ("Connectivity architecture"). Firewall rules for IPv6 exist beside those for IPv4.</remarks>
public sealed class SqlServerAnalysis() : DatabaseServerAnalysis("Azure SQL", "Microsoft.Sql/servers", ServiceEndpoint.Tcp(1433));
