using System.Diagnostics;
using System.Text.Json;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.Extensions.Hosting;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>Reports spans of the pipeline and of the worker to Application Insights as requests; its SDK 2.x listens to no <see cref="ActivitySource"/> itself.</summary>
internal sealed class TraceBridge(TelemetryClient client) : IHostedService, IDisposable
{
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    private readonly ActivityListener listener = new();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.ShouldListenTo = static source => source.Name is PipelineTraces.SourceName or WorkerSource;
        listener.Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded;
        listener.ActivityStopped = Report;
        ActivitySource.AddActivityListener(listener);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Report(Activity activity)
    {
        if (!activity.Recorded)
        {
            return; // superseded by the span of its batch
        }

        var succeeded = activity.Status is not ActivityStatusCode.Error;
        var request = new RequestTelemetry(activity.DisplayName, activity.StartTimeUtc, activity.Duration, succeeded ? "200" : "500", succeeded) { Id = activity.SpanId.ToHexString() };
        request.Context.Operation.Id = activity.TraceId.ToHexString();
        request.Context.Operation.ParentId = activity.ParentSpanId == default ? null : activity.ParentSpanId.ToHexString();
        request.Context.Operation.Name = activity.DisplayName;
        foreach (var (name, value) in activity.TagObjects)
        {
            request.Properties[name] = value?.ToString();
        }

        AddLinks(request, activity);
        client.TrackRequest(request);
    }

    // The property by which Application Insights shows spans that belong to several traces.
    private static void AddLinks(RequestTelemetry request, Activity activity)
    {
        if (activity.Links.Any())
        {
            var links = activity.Links.Select(static link => new SpanLink(link.Context.TraceId.ToHexString(), link.Context.SpanId.ToHexString()));
            request.Properties["_MS.links"] = JsonSerializer.Serialize([.. links], SpanLinksJson.Default.SpanLinkArray);
        }
    }
}
