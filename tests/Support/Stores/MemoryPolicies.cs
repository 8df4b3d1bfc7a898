using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Support.Stores;

/// <summary>Policies in memory, never older than now.</summary>
/// <param name="deployment">The deployment's settings.</param>
public sealed class MemoryPolicies(ExposurePolicy deployment) : IPolicies
{
    private readonly Dictionary<TenantId, StoredPolicy> _tenants = [];

    public ValueTask<PolicyBook> GetAsync(CancellationToken cancellation) =>
        new(new PolicyBook(deployment, _tenants.ToDictionary(each => each.Key, each => each.Value.Policy)));

    public Task<StoredPolicy> FindAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(_tenants.GetValueOrDefault(tenant, StoredPolicy.None));

    public Task<StoredPolicy?> SaveAsync(TenantId tenant, TenantPolicy policy, PolicyEdit edit, CancellationToken cancellation)
    {
        if (edit.Expected is not null && edit.Expected != _tenants.GetValueOrDefault(tenant, StoredPolicy.None).Version)
        {
            return Task.FromResult<StoredPolicy?>(null);
        }

        return Task.FromResult<StoredPolicy?>(_tenants[tenant] = new(policy, edit.By, edit.At));
    }
}
