@description('Object id of the function app\'s identity.')
param principal string
@description('Event Hubs namespace name.')
param eventHubs string
@description('Service Bus namespace name.')
param serviceBus string
@description('Storage account name.')
param storageAccount string

var roles = {
  eventHubsReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
  eventHubsSender: '2b629674-e913-4c01-ae53-ef4638d8f975'
  serviceBusSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource hubs 'Microsoft.EventHub/namespaces@2024-01-01' existing = { name: eventHubs }
resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: serviceBus }
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: storageAccount }

resource onHubs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [roles.eventHubsReceiver, roles.eventHubsSender]: {
  scope: hubs
  name: guid(hubs.id, principal, role)
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role) }
}]

resource onBus 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: bus
  name: guid(bus.id, principal, roles.serviceBusSender)
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusSender) }
}

resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [roles.blobOwner, roles.tableContributor]: {
  scope: account
  name: guid(account.id, principal, role)
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role) }
}]
