@description('Prefix of resource names.')
param name string
@description('Region.')
param location string
@description('Hub names by role.')
param hubs object
@description('The consumer group that the function app reads with.')
param consumerGroup string
@description('The consumer group with which it archives connection telemetry.')
param archiveConsumerGroup string

// Connections carry the bulk; observations are few and small after combination.
var partitions = { connections: 16, scans: 4, inventory: 4, observations: 16, resources: 4 }

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: '${name}-hubs'
  location: location
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 }
  properties: { isAutoInflateEnabled: true, maximumThroughputUnits: 20, minimumTlsVersion: '1.2', disableLocalAuth: true }
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = [for role in items(hubs): {
  parent: namespace
  name: role.value
  properties: {
    partitionCount: partitions[role.key]
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 168 }
  }
}]

resource group 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = [for (role, i) in items(hubs): {
  parent: hub[i]
  name: consumerGroup
}]

resource archiveGroup 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = {
  name: '${namespace.name}/${hubs.connections}/${archiveConsumerGroup}'
  dependsOn: [hub]
}

output namespace string = namespace.name
output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'
