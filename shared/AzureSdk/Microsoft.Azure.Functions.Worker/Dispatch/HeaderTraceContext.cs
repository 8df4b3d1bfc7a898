using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>The trace headers of a request.</summary>
internal sealed class HeaderTraceContext(string parent, string state) : TraceContext
{
    public override string TraceParent => parent;

    public override string TraceState => state;

    /// <summary>The caller's span; the default where the header is absent or unreadable.</summary>
    public ActivityContext Parent => ActivityContext.TryParse(parent, state.Length == 0 ? null : state, isRemote: true, out var context) ? context : default;

    /// <summary>Reads <c>traceparent</c> and <c>tracestate</c>.</summary>
    public static HeaderTraceContext From(IHeaderDictionary headers) =>
        new(headers.TraceParent.ToString(), headers.TraceState.ToString());
}
