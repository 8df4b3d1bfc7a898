using System.Diagnostics;
using System.Text.Json;

namespace Azure.Messaging.Http;

/// <summary>
/// The sender's span, so that a reader can join its own to it: <c>Diagnostic-Id</c>, which the real packages always write, and
/// <c>traceparent</c>/<c>tracestate</c> of W3C Trace Context.
/// </summary>
internal static class TraceContext
{
    private const string DiagnosticId = "Diagnostic-Id";
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    /// <summary>Writes the names that <paramref name="properties"/> lack; the caller's own values stand, and its message is not changed.</summary>
    public static void Write(Utf8JsonWriter json, Activity? span, IDictionary<string, object> properties)
    {
        if (span is not { IdFormat: ActivityIdFormat.W3C, Id: { } id }) return;
        if (properties.ContainsKey(DiagnosticId) || properties.ContainsKey(TraceParent)) return;

        json.WriteString(DiagnosticId, id);
        json.WriteString(TraceParent, id);
        if (span.TraceStateString is { Length: > 0 } state && !properties.ContainsKey(TraceState)) json.WriteString(TraceState, state);
    }
}
