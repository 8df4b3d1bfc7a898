using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.ApplicationInsights.Metrics;
using Microsoft.Extensions.Hosting;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>Reports the pipeline's meter to Application Insights, summed up each minute; its SDK 2.x reads no <see cref="Meter"/> itself. The unit travels as a dimension.</summary>
internal sealed class MetricBridge(TelemetryClient client, TelemetryConfiguration configuration) : IHostedService, IDisposable
{
    private const string Unit = "unit";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(string Name, string? Tag), Metric> metrics = new();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == PipelineMetrics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Report(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Report(instrument, value, tags));
        listener.Start();
        return Task.CompletedTask;
    }

    /// <summary>Sends the minute under way, which would otherwise end with the process.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        configuration.GetMetricManager().Flush();
        await client.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Report(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var tag = tags.IsEmpty ? null : tags[0].Key;
        var metric = metrics.GetOrAdd((instrument.Name, tag), static (key, client) => Create(key.Name, key.Tag, client), client);
        _ = tag is null
            ? metric.TrackValue(value, instrument.Unit)
            : metric.TrackValue(value, instrument.Unit, tags[0].Value?.ToString());
    }

    private static Metric Create(string name, string? tag, TelemetryClient client) => client.GetMetric(tag is null
        ? new MetricIdentifier(PipelineMetrics.MeterName, name, Unit)
        : new MetricIdentifier(PipelineMetrics.MeterName, name, Unit, tag));
}
