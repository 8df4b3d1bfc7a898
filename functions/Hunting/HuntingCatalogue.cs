using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting.Reference;
using ExposurePipeline.Functions.Hunting.Stored;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>All that queries of a tenant can see: tables, stored functions and reference data.</summary>
/// <param name="tables">Where rows come from.</param>
/// <param name="reference">What operators registered.</param>
public sealed class HuntingCatalogue(IEnumerable<IHuntingTables> tables, ReferenceData reference)
{
    /// <summary>What a query sees; nothing is read before a query reads rows.</summary>
    /// <param name="tenant">Whose rows; those of others are not reachable.</param>
    /// <param name="span">Rows of tables with a time count only within it; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<HuntingSources> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation)
    {
        var opened = await Task.WhenAll(tables.Select(t => t.OpenAsync(tenant, span, cancellation)));
        return reference.AddTo(new([.. opened.SelectMany(static t => t)], StoredFunctions.All));
    }
}
