namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Binds the parameter whose arrival starts the function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute;
