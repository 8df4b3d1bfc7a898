// The pipeline in one resource group, wired in flow order: events arrive, state is kept, messages leave, people watch.
// Deploy: az deployment group create -g <group> -f infra/azure/main.bicep -p infra/azure/main.bicepparam
targetScope = 'resourceGroup'

@description('Prefix of every resource name: 3 to 11 lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string

@description('Region of every resource.')
param location string = resourceGroup().location

@description('How long evidence keeps the internet-facing tag.')
param window string = '2.00:00:00'

@description('The organisation\'s own public ranges, CIDR, separated by commas: traffic from them is not the internet\'s.')
param ownRanges string = ''

@description('Ranges whose traffic is trusted, CIDR, separated by commas.')
param trustedRanges string = ''

@description('Ranges from which the organisation scans itself, CIDR, separated by commas: their probes tell which device answered.')
param scannerRanges string = ''

@description('How long connection events are kept for queries.')
param archiveRetention string = '30.00:00:00'

@description('Shares of the state table per tenant: a power of two, fixed for the life of the deployment.')
param buckets int = 32

@description('Address of an Azure Data Explorer cluster with the tables of kusto/*.kql that answers queries; empty: the app answers them itself.')
param kustoCluster string = ''

@description('Database of a tenant in that cluster; {tenant} stands for the tenant.')
param kustoDatabase string = 'hunting-{tenant}'

@description('Client id of the Entra app registration that callers sign in to; it defines the roles Reader and Operator.')
param signInClientId string

// Every name appears once, here, and reaches the app as a setting.
var names = {
  hubs: {
    connections: 'connections'
    scans: 'scans'
    inventory: 'inventory'
    observations: 'observations'
    resources: 'resources'
  }
  topics: {
    tagChanges: 'tag-changes'
    recommendations: 'recommendations'
  }
  consumerGroup: 'exposure'
  archiveConsumerGroup: 'archive'
  archiveContainer: 'archive'
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location }
}

module eventHubs 'modules/event-hubs.bicep' = {
  name: 'event-hubs'
  params: { name: name, location: location, hubs: names.hubs, consumerGroup: names.consumerGroup, archiveConsumerGroup: names.archiveConsumerGroup }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { name: name, location: location, archiveContainer: names.archiveContainer }
}

module serviceBus 'modules/service-bus.bicep' = {
  name: 'service-bus'
  params: { name: name, location: location, topics: names.topics }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    name: name
    location: location
    applicationInsights: monitoring.outputs.connectionString
    eventHubsNamespace: eventHubs.outputs.fullyQualifiedNamespace
    serviceBusNamespace: serviceBus.outputs.fullyQualifiedNamespace
    storageAccount: storage.outputs.account
    deploymentContainer: storage.outputs.deploymentContainer
    hubs: names.hubs
    topics: names.topics
    consumerGroup: names.consumerGroup
    archiveConsumerGroup: names.archiveConsumerGroup
    archiveContainer: names.archiveContainer
    archiveRetention: archiveRetention
    window: window
    ownRanges: ownRanges
    trustedRanges: trustedRanges
    scannerRanges: scannerRanges
    buckets: buckets
    kustoCluster: kustoCluster
    kustoDatabase: kustoDatabase
    signInClientId: signInClientId
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  params: {
    principal: functionApp.outputs.principal
    eventHubs: eventHubs.outputs.namespace
    serviceBus: serviceBus.outputs.namespace
    storageAccount: storage.outputs.account
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: { name: name, location: location, applicationInsights: monitoring.outputs.id }
}

output app string = functionApp.outputs.host
