using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Http;

/// <summary>Who makes a request that may pass.</summary>
/// <param name="Tenant">The tenant whose devices the request may see.</param>
/// <param name="Name">The person or application as the token names it, at most <see cref="MaxName"/> characters.</param>
public readonly record struct Visitor(TenantId Tenant, string Name)
{
    /// <summary>Longest name that is kept.</summary>
    public const int MaxName = 256;

    /// <summary>The name of whoever calls on one machine, where nobody signs in.</summary>
    public const string Local = "local";
}
