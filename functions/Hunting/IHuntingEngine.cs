using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>A query as it was asked.</summary>
/// <param name="Text">The query.</param>
/// <param name="Span">Rows of tables with a time count only within it; null for all that is kept.</param>
public sealed record HuntingRequest(string Text, HuntingSpan? Span);

/// <summary>A span of time.</summary>
/// <param name="Start">The first instant, UTC.</param>
/// <param name="End">The instant after the last, UTC.</param>
public sealed record HuntingSpan(DateTime Start, DateTime End);

/// <summary>Answers queries over what a tenant may see.</summary>
public interface IHuntingEngine
{
    /// <summary>The rows, or why there are none. Never fails because of the query.</summary>
    Task<HuntingAnswer> RunAsync(TenantId tenant, HuntingRequest request, CancellationToken cancellation);
}
