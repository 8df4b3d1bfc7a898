using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>A Synapse workspace: its SQL endpoints and its development endpoint share one firewall.</summary>
public sealed class SynapseAnalysis() : DatabaseServerAnalysis("Azure Synapse Analytics", "Microsoft.Synapse/workspaces", ServiceEndpoint.TcpV4(1433, 443));
