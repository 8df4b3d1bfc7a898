using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>All that queries of a tenant can see: tables, stored functions and reference data.</summary>
/// <param name="tables">Where rows come from.</param>
public sealed class HuntingCatalogue(IEnumerable<IHuntingTables> tables)
{
    /// <summary>What a query sees; nothing is read before a query reads rows.</summary>
    /// <param name="tenant">Whose rows; those of others are not reachable.</param>
    /// <param name="span">Rows of tables with a time count only within it; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<HuntingSources> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation)
    {
        var opened = await Task.WhenAll(tables.Select(t => t.OpenAsync(tenant, span, cancellation)));
        return new([.. opened.SelectMany(static t => t)], []);
    }
}
