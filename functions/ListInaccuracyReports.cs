using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A machine's identifier in, the reports about it out.</summary>
public sealed class ListInaccuracyReports(FrontDoor door, InaccuracyReports reports)
{
    /// <summary><c>GET /api/machines/{id}/inaccuracyReports</c>, newest first.</summary>
    [Function(nameof(ListInaccuracyReports))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "machines/{id}/inaccuracyReports")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        return await reports.ListAsync(tenant, RoutedId.Of(id), cancellation) is { } all
            ? Results.Json(new(all), ExposureJson.Relaxed.InaccuracyReportList)
            : ApiError.NotFound("No machine with this id is known.", "id").ToResult();
    }
}
