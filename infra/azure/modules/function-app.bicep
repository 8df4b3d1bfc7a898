@description('Prefix of resource names.')
param name string
@description('Region.')
param location string
@description('Application Insights connection string.')
param applicationInsights string
@description('Event Hubs host name.')
param eventHubsNamespace string
@description('Service Bus host name.')
param serviceBusNamespace string
@description('Storage account name.')
param storageAccount string
@description('Blob container URL that holds the deployed package.')
param deploymentContainer string
@description('Hub names by role.')
param hubs object
@description('Topic names by role.')
param topics object
@description('Consumer group of the triggers.')
param consumerGroup string
@description('Consumer group that archives connection telemetry.')
param archiveConsumerGroup string
@description('Container of archived connection events.')
param archiveContainer string
@description('How long they are kept.')
param archiveRetention string
@description('How long evidence keeps the tag.')
param window string
@description('Own public ranges.')
param ownRanges string
@description('Trusted ranges.')
param trustedRanges string
@description('Ranges from which the organisation scans itself.')
param scannerRanges string
@description('Shares of the state table per tenant.')
param buckets int
@description('Address of the Azure Data Explorer cluster that answers queries; empty where the app answers them.')
param kustoCluster string
@description('Database of a tenant there; {tenant} stands for the tenant.')
param kustoDatabase string
@description('Client id of the Entra app registration that callers sign in to; it defines the roles Reader and Operator.')
param signInClientId string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

// Every setting of local.settings.sample.json, with identities in place of connection strings; a test compares the two.
var settings = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights
  AzureWebJobsStorage__accountName: storageAccount
  EventHubs__fullyQualifiedNamespace: eventHubsNamespace
  ServiceBus__fullyQualifiedNamespace: serviceBusNamespace
  ExposureStorage__tableServiceUri: 'https://${storageAccount}.table.${environment().suffixes.storage}'
  ExposureStorage__blobServiceUri: 'https://${storageAccount}.blob.${environment().suffixes.storage}'
  Hubs__Connections: hubs.connections
  Hubs__Scans: hubs.scans
  Hubs__Inventory: hubs.inventory
  Hubs__Observations: hubs.observations
  Hubs__Resources: hubs.resources
  Hubs__ConsumerGroup: consumerGroup
  Hubs__ArchiveConsumerGroup: archiveConsumerGroup
  Topics__TagChanges: topics.tagChanges
  Topics__Recommendations: topics.recommendations
  Schedules__Expire: '* * * * * *'
  Schedules__Sweep: '30 * * * * *' // between two readings of the index by ExpireExposure
  Schedules__Analyse: '* * * * * *'
  Schedules__Archive: '0 * * * * *'
  Archive__Container: archiveContainer
  Archive__Folder: ''
  Archive__Retention: archiveRetention
  Exposure__Window: window
  Exposure__Resolution: '00:15:00'
  Exposure__ClockSkew: '00:10:00'
  Exposure__History: '30.00:00:00'
  Exposure__OwnRanges: ownRanges
  Exposure__TrustedRanges: trustedRanges
  Exposure__ScannerRanges: scannerRanges
  Exposure__ProbeWindow: '00:05:00'
  Exposure__ExcludedProcesses: 'TaniumClient.exe,ZSATunnel.exe,MsSense.exe'
  Exposure__DefaultTenant: subscription().tenantId
  Exposure__Buckets: string(buckets)
  Exposure__TransactionsAtOnce: '0'
  Exposure__RequestsPerMinute: '100'
  Hunting__CallsPerMinute: '45'
  Hunting__TimePerCycle: '00:02:30'
  Hunting__QueriesAtOnce: '4'
  Hunting__MaxRows: '100000'
  Hunting__MaxTime: '00:03:00'
  Hunting__MaxMegabytes: '256' // of each query under way; an instance has 2048
  Hunting__ReferenceFolder: '' // a mounted share, where queries are to use registered data
  Hunting__Kusto__Cluster: kustoCluster
  Hunting__Kusto__Database: empty(kustoCluster) ? '' : kustoDatabase
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-app-${uniqueString(resourceGroup().id)}'
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      // The custom handler. With Microsoft's own packages (-p:AzureSdk=true) it is { name: 'dotnet-isolated', version: '10.0' }.
      runtime: { name: 'custom', version: '1.0' }
      deployment: { storage: { type: 'blobContainer', value: deploymentContainer, authentication: { type: 'SystemAssignedIdentity' } } }
      scaleAndConcurrency: { maximumInstanceCount: 40, instanceMemoryMB: 2048 }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [for setting in items(settings): { name: setting.key, value: setting.value }]
    }
  }
}

// Callers sign in with Entra ID; the app answers nobody while this is off.
resource authentication 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'Return401' }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: { clientId: signInClientId, openIdIssuer: '${environment().authentication.loginEndpoint}${subscription().tenantId}/v2.0' }
      }
    }
  }
}

output principal string = app.identity.principalId
output host string = app.properties.defaultHostName
