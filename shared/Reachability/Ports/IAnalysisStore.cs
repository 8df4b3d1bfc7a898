using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Upkeep;

namespace ExposurePipeline.Reachability.Ports;

/// <summary>Keeps what was analysed: when each tenant is due, the log by which copies of its assessment follow, and the verdicts.</summary>
public interface IAnalysisStore
{
    /// <summary>Every tenant that has resources.</summary>
    Task<IReadOnlyList<DueTenant>> ListTenantsAsync(CancellationToken cancellation);

    /// <summary>Notes when a tenant is due next, unless it became due anew since it was listed.</summary>
    /// <param name="tenant">As it was listed.</param>
    /// <param name="due">When; null for not before something changes.</param>
    /// <param name="told">When everything was told last, UTC.</param>
    /// <param name="internet">By whose internet its verdicts are now.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task SettleAsync(DueTenant tenant, DateTimeOffset? due, DateTimeOffset told, string internet, CancellationToken cancellation);

    /// <summary>How far the log goes; zero where it was not begun.</summary>
    Task<LogEnd> ReadLogEndAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Notes what an analysis is about to make of changed resources.</summary>
    /// <returns>The new end; null when somebody else wrote meanwhile, and nothing was noted.</returns>
    Task<LogEnd?> AppendAsync(TenantId tenant, LogEnd end, IReadOnlyCollection<ResourceKey> resources, CancellationToken cancellation);

    /// <summary>The resources of every entry after one, up to another; null when they are not kept any more.</summary>
    Task<IReadOnlyCollection<ResourceKey>?> ReadLogAsync(TenantId tenant, long after, long upTo, CancellationToken cancellation);

    /// <summary>The verdicts of some assets, or of all; nothing of those that have none.</summary>
    IAsyncEnumerable<KeptVerdict> ListVerdictsAsync(TenantId tenant, IReadOnlyCollection<ResourceKey>? assets, CancellationToken cancellation);

    /// <summary>Writes verdicts and removes those of assets that are gone.</summary>
    /// <returns>Those that another writer changed meanwhile, and were left.</returns>
    Task<IReadOnlyCollection<ResourceKey>> SaveVerdictsAsync(TenantId tenant, IReadOnlyList<VerdictEdit> edits, CancellationToken cancellation);
}

/// <summary>A tenant and when it is due.</summary>
/// <param name="Tenant">Which.</param>
/// <param name="Due">When it has to be analysed, UTC; null for not before something changes.</param>
/// <param name="Told">When everything was told last, UTC, whether it was different or not; null where it never was.</param>
/// <param name="Internet">By whose internet its verdicts are; null where there are none.</param>
/// <param name="Version">Opaque.</param>
public sealed record DueTenant(TenantId Tenant, DateTimeOffset? Due, DateTimeOffset? Told, string? Internet, string Version);

/// <summary>How far a tenant's log goes.</summary>
/// <param name="Number">Of the last entry.</param>
/// <param name="Version">Opaque; null where there is no log.</param>
public readonly record struct LogEnd(long Number, string? Version);

/// <summary>What is kept of an asset's verdict.</summary>
/// <param name="Key">The asset's key.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Hash">Of what it says.</param>
/// <param name="Addresses">As in the record.</param>
/// <param name="Version">Opaque.</param>
public sealed record KeptVerdict(ResourceKey Key, ResourceId Asset, string Hash, ReadOnlyMemory<byte> Addresses, string Version);

/// <summary>A verdict that is to be kept, or removed.</summary>
/// <param name="Key">The asset's key.</param>
/// <param name="Verdict">As clients see it; null to remove it.</param>
/// <param name="Expected">Of the row that was read; null where there was none.</param>
public sealed record VerdictEdit(ResourceKey Key, VerdictRecord? Verdict, string? Expected);
