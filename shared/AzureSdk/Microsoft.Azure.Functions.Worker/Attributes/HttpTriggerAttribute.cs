using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function with an HTTP request.</summary>
/// <param name="authLevel">Which key the host asks of a caller.</param>
/// <param name="methods">The methods answered; none given means every method.</param>
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : TriggerBindingAttribute
{
    /// <summary>Every method, with a function key.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    /// <summary>Every method, with the key of <paramref name="authLevel"/>.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
        : this(authLevel, [])
    {
    }

    /// <summary>These methods, for anyone: as in Microsoft's class, this constructor leaves the level at <see cref="AuthorizationLevel.Anonymous"/>.</summary>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Anonymous, methods)
    {
    }

    /// <summary>The route below the route prefix; <see langword="null"/> means the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>The methods answered; empty means every method.</summary>
    public string[]? Methods { get; } = methods;

    /// <summary>Which key the host asks of a caller.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;
}
