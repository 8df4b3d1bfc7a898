using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Reachability.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>Resources as they might be in, the verdicts that would become different out. Stores nothing.</summary>
public sealed class SupposeChange(FrontDoor door, Suppositions suppositions)
{
    /// <summary><c>POST /api/whatif</c>, for readers.</summary>
    [Function(nameof(SupposeChange))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "whatif")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, RouteDemand.Suppose, out var visitor) is { } refusal)
        {
            return refusal;
        }

        var (asked, error) = await Supposition.ReadAsync(request, cancellation);
        if (asked is null)
        {
            return error!.ToResult();
        }

        (var outcome, error) = await suppositions.AskAsync(visitor.Tenant, asked, cancellation);
        return outcome is null ? error!.ToResult() : Results.Json(outcome, ReachabilityJson.Relaxed.SupposedOutcome);
    }
}
