namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>The host's id of this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>An id of the function, stable between invocations.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The caller's place in a distributed trace.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger says about its data.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which repetition this is.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values shared within this invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of this invocation by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the invocation has to end: here, at the app's own deadline.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
