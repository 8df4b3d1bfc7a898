namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a binding is.</summary>
public abstract class BindingMetadata
{
    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>Its type, such as <c>httpTrigger</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Whether it brings data in or takes it out.</summary>
    public abstract BindingDirection Direction { get; }
}
