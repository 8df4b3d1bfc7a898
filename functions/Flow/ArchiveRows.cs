using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Collects the rows of a batch of events, tenant by tenant.</summary>
public sealed class ArchiveRows : INetworkEventJournal
{
    private readonly Dictionary<TenantId, TenantRows> tenants = [];
    private TenantRows? current;

    /// <summary>How many rows there are.</summary>
    public int Count => tenants.Values.Sum(static rows => rows.Count);

    /// <summary>The rows of each tenant; nothing may be added afterwards.</summary>
    public IEnumerable<TenantRows> Tenants => tenants.Values.Where(static rows => rows.Count > 0);

    /// <inheritdoc/>
    public void Begin(TenantId tenant, RawEvent source)
    {
        if (current is null || current.Tenant != tenant)
        {
            current = Of(tenant);
        }

        current.Begin(source);
    }

    /// <inheritdoc/>
    public void Set(NetworkEventColumn column, ReadOnlySpan<byte> text) => current!.Set(column, text);

    /// <inheritdoc/>
    public void End() => current!.End();

    private TenantRows Of(TenantId tenant)
    {
        if (!tenants.TryGetValue(tenant, out var rows))
        {
            tenants.Add(tenant, rows = new(tenant));
        }

        return rows;
    }
}
