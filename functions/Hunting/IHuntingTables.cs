using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>One or more of the tables that queries see, as one tenant may see them.</summary>
public interface IHuntingTables
{
    /// <summary>The tables; nothing is read before a query reads their rows, on a thread of its own.</summary>
    /// <param name="tenant">Whose rows; those of others are not reachable through them.</param>
    /// <param name="span">Rows outside it are left out; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<IHuntingTable>> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation);
}
