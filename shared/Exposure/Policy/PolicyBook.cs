using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Policy.Documents;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy;

/// <summary>Every tenant's policy at one moment. Immutable.</summary>
/// <param name="deployment">The settings of tenants that decided nothing.</param>
/// <param name="tenants">What tenants decided.</param>
public sealed class PolicyBook(ExposurePolicy deployment, IEnumerable<KeyValuePair<TenantId, TenantPolicy>> tenants)
{
    private readonly FrozenDictionary<TenantId, ExposurePolicy> _tenants = tenants.ToFrozenDictionary(each => each.Key, each => Versioned(each.Value.Over(deployment)));

    /// <summary>The deployment's own settings; of them resolution, clock skew, history, probe window and default tenant hold for every tenant.</summary>
    public ExposurePolicy Deployment { get; } = Versioned(deployment);

    /// <summary>The same policy for every tenant.</summary>
    public static PolicyBook Of(ExposurePolicy policy) => new(policy, []);

    /// <inheritdoc cref="Of"/>
    public static implicit operator PolicyBook(ExposurePolicy policy) => Of(policy);

    /// <summary>What holds for a tenant; the same object as long as the book lives.</summary>
    public ExposurePolicy For(TenantId tenant) => _tenants.GetValueOrDefault(tenant, Deployment);

    // Changes when anything does that decides about a tenant's devices: 16 hexadecimal digits, the same in every process.
    private static ExposurePolicy Versioned(ExposurePolicy policy)
    {
        var decisions = Encoding.UTF8.GetString(TenantPolicyDocument.Write(TenantPolicy.InForce(policy)));
        var rest = string.Create(CultureInfo.InvariantCulture, $"{policy.Resolution:c} {policy.ClockSkew:c} {policy.History:c} {policy.ProbeWindow:c}");
        return policy with { Version = StableHash.Of(decisions, rest).ToString("x16", CultureInfo.InvariantCulture) };
    }
}
