namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger says about its data.</summary>
public abstract class BindingContext
{
    /// <summary>The trigger's metadata by name, case ignored; arrays and objects are JSON text.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
