using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Ports;

/// <summary>Keeps what tenants decide.</summary>
public interface IPolicies
{
    /// <summary>Every tenant's policy; may be as old as the store says.</summary>
    ValueTask<PolicyBook> GetAsync(CancellationToken cancellation);

    /// <summary>One tenant's decisions as they are stored now; <see cref="StoredPolicy.None"/> when it decided nothing yet.</summary>
    Task<StoredPolicy> FindAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Replaces one tenant's decisions.</summary>
    /// <returns>What is stored now; null when the expected version was not the stored one, and nothing was changed.</returns>
    Task<StoredPolicy?> SaveAsync(TenantId tenant, TenantPolicy policy, PolicyEdit edit, CancellationToken cancellation);
}

/// <summary>Who changes a policy.</summary>
/// <param name="By">The person or application, as their token names them.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Expected">The version that was read; null to replace whatever there is.</param>
public sealed record PolicyEdit(string By, DateTimeOffset At, string? Expected);

/// <summary>A tenant's decisions as stored.</summary>
/// <param name="Policy">What it decided.</param>
/// <param name="ChangedBy">Who changed it last; null when nobody ever did.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record StoredPolicy(TenantPolicy Policy, string? ChangedBy, DateTimeOffset? ChangedAt)
{
    /// <summary>Nothing was decided yet.</summary>
    public static StoredPolicy None { get; } = new(TenantPolicy.Empty, null, null);

    /// <summary>The same for equal decisions: 16 hexadecimal digits.</summary>
    public string Version => Policy.Version;
}
