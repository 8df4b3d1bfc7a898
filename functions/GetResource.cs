using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Reachability.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>An identifier in; a cloud resource out, its problems, and what is configured and observed of it.</summary>
public sealed class GetResource(FrontDoor door, CloudInventory inventory)
{
    /// <summary><c>GET /api/resources/{id}</c>: the id is the resource's key, or what its cloud calls it, percent-encoded. 404 where it was never heard of.</summary>
    [Function(nameof(GetResource))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "resources/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        return await inventory.FindAsync(tenant, id, cancellation) is { } resource
            ? Results.Json(resource, ReachabilityJson.Relaxed.CloudResourceDetail)
            : CloudInventory.Unknown.ToResult();
    }
}
