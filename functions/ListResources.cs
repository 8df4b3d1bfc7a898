using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Reachability.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A query in, a page of cloud resources out.</summary>
public sealed class ListResources(FrontDoor door, ResourceQueries<CloudResource> queries, CloudInventory inventory)
{
    /// <summary><c>GET /api/resources</c>: assets with their verdicts, and what decides about them.</summary>
    [Function(nameof(ListResources))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "resources")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        if (queries.TryRead(request.Query, out var query) is { } error)
        {
            return error.ToResult();
        }

        var page = await ResourcePage<CloudResource>.ReadAsync(query!, inventory.ListAsync(tenant, cancellation), ResourcePage<CloudResource>.Size, cancellation);
        return page.ToResult(request, "Resources", ReachabilityJson.Relaxed.CloudResource);
    }
}
