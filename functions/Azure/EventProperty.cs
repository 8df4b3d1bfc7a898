namespace ExposurePipeline.Functions.Azure;

/// <summary>Properties of events that this app reads and writes.</summary>
internal static class EventProperty
{
    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>What senders with Azure's SDK write instead of <see cref="TraceParent"/>.</summary>
    public const string DiagnosticId = "Diagnostic-Id";

    /// <summary>When the first hub accepted the source event, round-trip format.</summary>
    public const string Enqueued = "enqueued";
}
