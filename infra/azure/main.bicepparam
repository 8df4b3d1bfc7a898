using 'main.bicep'

param name = 'exposure'
param signInClientId = '' // the client id of your app registration
