using ExposurePipeline.Reachability.Azure.Services.Ai;
using ExposurePipeline.Reachability.Azure.Services.Apis;
using ExposurePipeline.Reachability.Azure.Services.Containers;
using ExposurePipeline.Reachability.Azure.Services.Databases;
using ExposurePipeline.Reachability.Azure.Services.Storage;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>The managed services of Azure: which type is read by which kind.</summary>
internal static class AzureServices
{
    /// <summary>By type.</summary>
    public static Dictionary<string, Func<ResourceChange, Resource>> Kinds { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Sql/servers"] = DatabaseServer.Read,
        ["Microsoft.Sql/servers/firewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.Sql/servers/ipv6FirewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.Sql/managedInstances"] = SqlManagedInstance.Read,
        ["Microsoft.Synapse/workspaces"] = DatabaseServer.Read,
        ["Microsoft.Synapse/workspaces/firewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.DBforPostgreSQL/servers"] = DatabaseServer.Read,
        ["Microsoft.DBforPostgreSQL/servers/firewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.DBforPostgreSQL/flexibleServers"] = DatabaseServer.Read,
        ["Microsoft.DBforPostgreSQL/flexibleServers/firewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.DBforMySQL/servers"] = DatabaseServer.Read,
        ["Microsoft.DBforMySQL/servers/firewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.DBforMySQL/flexibleServers"] = DatabaseServer.Read,
        ["Microsoft.DBforMySQL/flexibleServers/firewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.DBforMariaDB/servers"] = DatabaseServer.Read,
        ["Microsoft.DBforMariaDB/servers/firewallRules"] = DatabaseFirewallRule.Read,
        ["Microsoft.DocumentDB/databaseAccounts"] = CosmosAccount.Read,
        ["Microsoft.Storage/storageAccounts"] = StorageAccount.Read,
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = BlobContainer.Read,
        ["Microsoft.CognitiveServices/accounts"] = AiAccount.Read,
        ["Microsoft.Search/searchServices"] = SearchService.Read,
        ["Microsoft.ContainerService/managedClusters"] = ManagedCluster.Read,
        ["Microsoft.ApiManagement/service"] = ApiManagementService.Read,
        ["Microsoft.ApiManagement/service/apis"] = Api.Read,
        ["Microsoft.ApiManagement/service/apis/operations"] = ApiOperation.Read,
    };
}
