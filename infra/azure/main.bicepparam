using 'main.bicep'

param name = 'exposure'
