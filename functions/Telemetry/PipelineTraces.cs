using System.Diagnostics;
using ExposurePipeline.Exposure.Normalisation;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>One span per batch. It goes on with the trace of the batch's first event and links the others, so that a tag change can be followed back to its event.</summary>
internal static class PipelineTraces
{
    /// <summary>The source's name.</summary>
    public const string SourceName = "ExposurePipeline";

    /// <summary>Most linked traces of one batch.</summary>
    public const int MaxLinks = 32;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the span of a batch; null when nobody listens, which costs next to nothing.</summary>
    public static Activity? Start(string function, IReadOnlyList<RawEvent> events)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var invocation = Activity.Current;
        List<ActivityContext> traces = [.. events.Select(static each => Parse(each.TraceParent)).Where(static each => each != default).Distinct().Take(MaxLinks + 1)];
        var parent = traces.FirstOrDefault();
        var links = traces.Skip(1).Concat(invocation is null || parent == default ? [] : [invocation.Context]);
        var activity = Source.StartActivity(function, ActivityKind.Consumer, parent == default ? invocation?.Context ?? default : parent, links: links.Select(static each => new ActivityLink(each)));
        activity?.SetTag("messaging.batch.message_count", events.Count);
        Supersede(invocation, activity);
        return activity;
    }

    /// <summary>Gives events without a trace of their own that of their batch, so that what follows from them can be found.</summary>
    public static IReadOnlyList<RawEvent> Continue(IReadOnlyList<RawEvent> events, Activity? span) =>
        span?.Id is not { } id ? events : [.. events.Select(each => each.TraceParent is null ? each with { TraceParent = id } : each)];

    // The worker's own span of the invocation would count the same batch a second time.
    private static void Supersede(Activity? invocation, Activity? activity)
    {
        if (activity is not null && invocation is not null)
        {
            invocation.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static ActivityContext Parse(string? traceParent) => ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;
}
