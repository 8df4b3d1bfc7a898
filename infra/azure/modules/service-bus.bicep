@description('Prefix of resource names.')
param name string
@description('Region.')
param location string
@description('Topic names by role.')
param topics object

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: '${name}-bus'
  location: location
  sku: { name: 'Standard', tier: 'Standard' }
  properties: { minimumTlsVersion: '1.2', disableLocalAuth: true }
}

// A repeated message has the same id: the topic drops it inside this window.
resource topic 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [for role in items(topics): {
  parent: namespace
  name: role.value
  properties: { requiresDuplicateDetection: true, duplicateDetectionHistoryTimeWindow: 'PT1H', supportOrdering: true }
}]

output namespace string = namespace.name
output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'
