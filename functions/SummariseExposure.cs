using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Reachability.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A tenant in, how many of its assets and devices have each verdict out.</summary>
public sealed class SummariseExposure(FrontDoor door, CloudInventory inventory)
{
    /// <summary><c>GET /api/exposure/summary</c>.</summary>
    [Function(nameof(SummariseExposure))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "exposure/summary")] HttpRequest request, CancellationToken cancellation) =>
        door.Refuse(request, out var tenant) ?? Results.Json(await inventory.SummariseAsync(tenant, cancellation), ReachabilityJson.Relaxed.ExposureSummary);
}
