namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>How an invocation ended.</summary>
public enum InvocationKind
{
    /// <summary>2xx with a JSON object.</summary>
    Succeeded,

    /// <summary>Another status, or the connection broke.</summary>
    Failed,

    /// <summary>2xx with a body that would leave the real host waiting or fail there.</summary>
    ContractViolated,

    /// <summary>No answer within the function timeout and one minute.</summary>
    TimedOut,
}

/// <summary>An answer of the handler.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Detail">What was wrong; empty on success.</param>
/// <param name="Logs">Lines for the host's log.</param>
public sealed record InvocationResult(InvocationKind Kind, string Detail, IReadOnlyList<string> Logs)
{
    /// <summary>Whether the invocation counts as done.</summary>
    public bool Succeeded => Kind == InvocationKind.Succeeded;

    /// <summary>An invocation that did not end well.</summary>
    public static InvocationResult Fault(InvocationKind kind, string detail) => new(kind, detail, []);
}
