using ExposurePipeline.Reachability.Azure.Services.Ai;
using ExposurePipeline.Reachability.Azure.Services.Apis;
using ExposurePipeline.Reachability.Azure.Services.Containers;
using ExposurePipeline.Reachability.Azure.Services.Databases;
using ExposurePipeline.Reachability.Azure.Services.Storage;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>The managed services of Azure: which type is read by which kind.</summary>
public static class AzureServices
{
    /// <summary>Understands a body; null for a type that is no managed service which is analysed.</summary>
    public static Resource? Read(ResourceChange change) => change.Type.ToLowerInvariant() switch
    {
        "microsoft.sql/servers" or "microsoft.synapse/workspaces" or "microsoft.dbformariadb/servers"
            or "microsoft.dbforpostgresql/servers" or "microsoft.dbforpostgresql/flexibleservers"
            or "microsoft.dbformysql/servers" or "microsoft.dbformysql/flexibleservers" => DatabaseServer.Read(change),
        "microsoft.sql/servers/firewallrules" or "microsoft.sql/servers/ipv6firewallrules" or "microsoft.synapse/workspaces/firewallrules"
            or "microsoft.dbformariadb/servers/firewallrules"
            or "microsoft.dbforpostgresql/servers/firewallrules" or "microsoft.dbforpostgresql/flexibleservers/firewallrules"
            or "microsoft.dbformysql/servers/firewallrules" or "microsoft.dbformysql/flexibleservers/firewallrules" => DatabaseFirewallRule.Read(change),
        "microsoft.sql/managedinstances" => SqlManagedInstance.Read(change),
        "microsoft.documentdb/databaseaccounts" => CosmosAccount.Read(change),
        "microsoft.storage/storageaccounts" => StorageAccount.Read(change),
        "microsoft.storage/storageaccounts/blobservices/containers" => BlobContainer.Read(change),
        "microsoft.cognitiveservices/accounts" => AiAccount.Read(change),
        "microsoft.search/searchservices" => SearchService.Read(change),
        "microsoft.containerservice/managedclusters" => ManagedCluster.Read(change),
        "microsoft.apimanagement/service" => ApiManagementService.Read(change),
        "microsoft.apimanagement/service/apis" => Api.Read(change),
        "microsoft.apimanagement/service/apis/operations" => ApiOperation.Read(change),
        _ => null,
    };
}
