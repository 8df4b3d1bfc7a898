@description('Prefix of resource names.')
param name string
@description('Region.')
param location string
@description('Application Insights resource id.')
param applicationInsights string

// Metric names and units: functions/Telemetry/PipelineMetrics.cs.
var rules = [
  {
    name: 'rejected-events'
    text: 'Events were set aside: see table rejected for reason, position and bytes.'
    query: 'customMetrics | where name == "exposure.records.rejected" | summarize rejected = sum(valueSum) by bin(timestamp, 5m) | where rejected > 0'
  }
  {
    name: 'outbox-depth'
    text: 'Committed messages wait unsent: the bus refuses them, or their sender keeps dying.'
    query: 'customMetrics | where name == "exposure.outbox.depth" | summarize depth = max(valueMax) by bin(timestamp, 5m) | where depth > 0'
  }
  {
    name: 'outbox-stuck'
    text: 'Committed messages are refused again and again, or their rows are damaged: see the health report and the errors of SweepOutbox for the rows.'
    query: 'customMetrics | where name == "exposure.outbox.stuck" | summarize stuck = max(valueMax) by bin(timestamp, 5m) | where stuck > 0'
  }
]

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in rules: {
  name: '${name}-${alert.name}'
  location: location
  properties: {
    displayName: alert.name
    description: alert.text
    severity: 2
    enabled: true
    scopes: [applicationInsights]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        { query: alert.query, timeAggregation: 'Count', operator: 'GreaterThan', threshold: 0, failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 } }
      ]
    }
  }
}]
