using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>The contexts of one batch: one per tenant, made when asked for, for all its events; what a policy makes of itself is made once a policy.</summary>
internal sealed class TenantContexts(PolicyBook policies, DateTimeOffset now)
{
    private readonly Dictionary<ExposurePolicy, (InternetScope Internet, ExcludedProcesses Processes)> _scopes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<TenantId, ReadingContext> _contexts = [];

    /// <summary>What the batch's records repeat.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>The event that is being read.</summary>
    public RawEvent Event { get; private set; } = null!;

    /// <summary>Starts an event.</summary>
    /// <returns>The context of its records that name no tenant.</returns>
    public ReadingContext Begin(RawEvent raw)
    {
        Event = raw;
        return Of(raw.Tenant ?? policies.Deployment.DefaultTenant);
    }

    /// <summary>The context of the current event's records of a tenant.</summary>
    public ReadingContext Of(TenantId tenant)
    {
        if (!_contexts.TryGetValue(tenant, out var context))
        {
            _contexts.Add(tenant, context = Create(tenant));
        }

        return context;
    }

    private ReadingContext Create(TenantId tenant)
    {
        var policy = policies.For(tenant);
        if (!_scopes.TryGetValue(policy, out var scope))
        {
            _scopes.Add(policy, scope = (new(policy), new(policy.ExcludedProcesses)));
        }

        return new(policy, now, tenant, scope.Internet, scope.Processes) { Contexts = this };
    }
}
