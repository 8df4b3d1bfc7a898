using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>An identifier in, what happened to the machine out.</summary>
public sealed class ReadTimeline(FrontDoor door, MachineTimeline timeline)
{
    /// <summary><c>GET /api/machines/{id}/timeline</c>, newest first; 404 where nothing was ever heard of the device.</summary>
    [Function(nameof(ReadTimeline))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "machines/{id}/timeline")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        if (QueryOptions.TryReadPage(request.Query, out var page) is { } error)
        {
            return error.ToResult();
        }

        return await timeline.ReadAsync(tenant, RoutedId.Of(id), page, cancellation) is var (found, hasMore)
            ? Results.Json(hasMore ? found with { NextLink = NextLink.Of(request, page.Skip + found.Value.Count) } : found, ExposureJson.Relaxed.Timeline)
            : ApiError.NotFound("No machine with this id is known.", "id").ToResult();
    }
}
