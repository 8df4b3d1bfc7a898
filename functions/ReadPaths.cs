using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Reachability.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>An asset in, every way from the internet to it out, hop by hop.</summary>
public sealed class ReadPaths(FrontDoor door, CloudInventory inventory)
{
    /// <summary><c>GET /api/resources/{id}/paths</c>; with <c>port=443</c> also what becomes of that port.</summary>
    [Function(nameof(ReadPaths))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "resources/{id}/paths")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        if (PathsQuery.TryRead(request.Query, out var query) is { } wrong)
        {
            return wrong.ToResult();
        }

        var (paths, error) = await inventory.ReadPathsAsync(tenant, id, query, cancellation);
        return paths is null ? error!.ToResult() : Results.Json(paths, ReachabilityJson.Relaxed.ResourcePaths);
    }
}
