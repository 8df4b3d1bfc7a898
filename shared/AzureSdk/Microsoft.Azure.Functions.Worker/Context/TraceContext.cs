namespace Microsoft.Azure.Functions.Worker;

/// <summary>A place in a distributed trace (W3C Trace Context).</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c>; empty where there is none.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c>; empty where there is none.</summary>
    public abstract string TraceState { get; }

    /// <summary>Further attributes of the trace.</summary>
    public virtual IReadOnlyDictionary<string, string> Attributes => System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
